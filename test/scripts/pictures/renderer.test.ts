import t from 'tap';
import { readProjectFile } from '../../fixtures/project-file.js';

const folder = 'scripts/pictures/renderer';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

void t.test('what the renderer installs is locked, and none of it is a package of the project', (t) => {
  const { dependencies } = JSON.parse(readProjectFile(`${folder}/package.json`)) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const { packages } = JSON.parse(readProjectFile(`${folder}/package-lock.json`)) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  for (const [name, version] of Object.entries(dependencies)) {
    t.match(version, /^\d+\.\d+\.\d+$/, name);
    t.equal(packages[`node_modules/${name}`]?.version, version, name);
  }
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  t.ok(installed.length > 100);
  const loose = installed.filter(([, { integrity, resolved }]) => integrity === undefined || resolved !== undefined);
  t.same(loose, []);
  const project = readProjectFile('package.json');
  t.notMatch(project, '@grafana/ui');
  t.notMatch(readProjectFile('package-lock.json'), 'node_modules/@grafana/ui"');
  t.end();
});
