import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { publishedManifest } from '../scripts/published-manifest.js';

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const needed = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|THIRD-PARTY-LICENSES\.txt)$/,
  /^dist\/(bin|chunks\/[\w-]+|\w+\/\w+-worker)\.js(\.map)?$/,
  /^config\/[\w-]+\.(yml|awk)$/,
  /^dashboards\/[\w-]+\.json$/,
  /^docs\/[\w/.-]+\.(md|json|svg)$/,
  /^deploy\/chart\/(?!ci\/)[\w/.-]+$/,
];

/** Packs the package in a folder; with `--dry-run`, says only what would be in it. */
function npmPack(cwd: string, ...args: readonly string[]): Packed {
  const argv = ['pack', '--json', '--ignore-scripts', ...args];
  const [packed] = JSON.parse(execFileSync('npm', argv, { cwd, encoding: 'utf8' })) as Packed[];
  if (packed === undefined) throw new Error('npm packs nothing');
  return packed;
}

// Three times npm, which is slow on a busy machine.
t.setTimeout(360_000);

const listed = npmPack('.', '--dry-run').files.map(({ path }) => path);

void t.test('the package has what users need, and nothing else', (t) => {
  for (const pattern of needed)
    t.ok(
      listed.some((path) => pattern.test(path)),
      String(pattern),
    );
  t.same(
    listed.filter((path) => !needed.some((pattern) => pattern.test(path))),
    [],
  );
  t.end();
});

/** Packs the files as `npm pack` does after its script has changed package.json. Returns the tarball. */
function tarball(t: Test): string {
  const folder = t.testdir();
  for (const path of listed) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(path, join(folder, path));
  }
  writeFileSync(join(folder, 'package.json'), publishedManifest(readFileSync('package.json', 'utf8')));
  const packed = npmPack(folder);
  t.same(packed.files.map(({ path }) => path).toSorted(), listed.toSorted());
  t.ok(packed.unpackedSize < 12e6, `${packed.unpackedSize} bytes`);
  return join(folder, packed.filename);
}

void t.test('what npm makes of it', (t) => {
  const file = tarball(t);

  void t.test('publint finds nothing', (t) => {
    const { status, stdout } = spawnSync('node_modules/.bin/publint', ['run', '--strict', file], { encoding: 'utf8' });
    t.match(stdout, 'All good!');
    t.equal(status, 0, stdout);
    t.end();
  });

  void t.test('npx runs it on a clean folder, without a registry, as one package', (t) => {
    // Outside of the project: npx would take the file from there.
    const home = mkdtempSync(join(tmpdir(), 'npx-'));
    t.teardown(() => {
      rmSync(home, { recursive: true });
    });
    cpSync(file, join(home, 'package.tgz'));
    const options = {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, npm_config_cache: join(home, 'cache') },
      encoding: 'utf8',
    } as const;
    const out = execFileSync('npx', ['--offline', '--yes', './package.tgz', 'export', 'chart', 'out'], options);
    t.match(out, 'wrote out/templates/');
    t.ok(existsSync(join(home, 'out/Chart.yaml')));
    const [installed = ''] = readdirSync(join(home, 'cache/_npx'));
    const modules = join(home, 'cache/_npx', installed, 'node_modules');
    t.same(
      readdirSync(modules).filter((name) => !name.startsWith('.')),
      ['apiserver-cert-exporter'],
    );
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    t.equal(execFileSync(join(modules, '.bin/apiserver-cert-exporter'), ['--version'], options), `${version}\n`);
    t.end();
  });
  t.end();
});

void t.test('npm pack changes package.json for as long as it reads it', (t) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  t.match(scripts['prepack'], /&& node build\/scripts\/publish-manifest\.js$/);
  t.match(scripts['postpack'], /^node build\/scripts\/publish-manifest\.js --restore$/);
  t.match(scripts['prepublishOnly'], /exit 1$/);
  t.end();
});
