import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { dependencyReasons } from '../scripts/dependency-reasons.js';
import { productionPackages, readLock } from '../scripts/production-packages.js';

interface Package {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Package>>;
};
const { '': own = {}, ...installed } = packages;

void t.test('versions are exact, and what is installed is what was locked', (t) => {
  for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies })) {
    t.match(version, /^\d+\.\d+\.\d+$/, name);
    t.equal(installed[`node_modules/${name}`]?.version, version, name);
  }
  const loose = Object.entries(installed).filter(([, { integrity, link }]) => integrity === undefined && !link);
  t.same(loose, []);
  t.end();
});

void t.test('nothing runs a script when it is installed, and nothing brings native code', (t) => {
  // Optional ones are not on every machine.
  const here = Object.keys(installed).filter((path) => existsSync(`${path}/package.json`));
  t.ok(here.length > 100);
  const scripts = here.filter((path) => {
    const text = readFileSync(`${path}/package.json`, 'utf8');
    const { scripts = {}, gypfile } = JSON.parse(text) as {
      readonly scripts?: Readonly<Record<string, string>>;
      readonly gypfile?: boolean;
    };
    return gypfile === true || ['preinstall', 'install', 'postinstall'].some((name) => scripts[name] !== undefined);
  });
  t.same(scripts, []);
  const locked = Object.entries(installed).filter(([, { hasInstallScript }]) => hasInstallScript);
  t.same(locked, []);
  t.end();
});

void t.test('each production package has a reason, a hash and an allowed licence, and comes from the registry', (t) => {
  const packages = productionPackages(readLock());
  t.ok(packages.length > 50);
  const faults = packages.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
  t.same(faults, []);
  const lacking = packages.filter(({ name }) => dependencyReasons[name] === undefined).map(({ name }) => name);
  t.same(lacking, [], 'scripts/dependency-reasons.ts');
  const twice = packages.filter(({ name }, at) => packages.findIndex((each) => each.name === name) !== at);
  t.same(twice, [], 'an override in package.json makes one of them');
  t.end();
});

void t.test('the licence in the lock file is that of the package', (t) => {
  for (const { name, license } of productionPackages(readLock())) {
    const text = readFileSync(`node_modules/${name}/package.json`, 'utf8');
    t.equal((JSON.parse(text) as { readonly license?: string }).license, license, name);
  }
  t.end();
});
