import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { readLock } from '../../scripts/production-packages.js';
import { thirdPartyLicenses } from '../../scripts/third-party-licenses.js';
import { bundleProgram, bundleThreads, threads } from '../../scripts/bundle.js';

const folder = t.testdir({ dist: {} });
const dist = join(folder, 'dist');
const bin = join(dist, 'bin.js');
const bundled = [...(await bundleProgram(dist)), ...(await bundleThreads(dist))];
copyFileSync('package.json', join(folder, 'package.json'));

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What tap loads into every process of a test is no part of the program. It sets NODE_OPTIONS of each process that a test starts. */
const node = ['-u', 'NODE_OPTIONS', process.execPath];

function run(...argv: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile('env', [...node, ...argv], (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

/** Runs the bundle and the modules with the same arguments, and expects the same of them. */
async function same(t: Test, ...argv: readonly string[]): Promise<string> {
  const [bundled, modules] = await Promise.all([run(bin, ...argv), run('build/src/bin.js', ...argv)]);
  t.same(bundled, modules, argv.join(' '));
  return bundled.stdout;
}

void t.test(
  'each package that is bundled is a production package, with its licence in THIRD-PARTY-LICENSES.txt',
  (t) => {
    const licenses = thirdPartyLicenses(readLock());
    t.equal(readFileSync('THIRD-PARTY-LICENSES.txt', 'utf8'), licenses, 'npm run generate');
    t.ok(bundled.length > 40);
    for (const name of bundled) t.match(licenses, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'), name);
    const lacking = licenses
      .split('\n')
      .flatMap((line, at, lines) => (/has no text of its licence/.test(line) ? [lines[at - 2]] : []));
    t.same(lacking, ['abstract-logging 2.0.1 (MIT)'], 'the others have their text');
    t.end();
  },
);

void t.test('it says what the modules say', async (t) => {
  t.match(await same(t, '--version'), /^\d+\.\d+\.\d+/);
  await same(t, 'check', '--help');
  await same(t, 'check', '127.0.0.1:1', '--timeout', 'x');
  const certificate = join(folder, 'ca.crt');
  writeFileSync(certificate, (await createAuthority({ commonName: 'kubernetes' })).pem);
  t.match(await same(t, 'inspect', certificate, '--output', 'json', '--name', 'one.example.com'), '"covered": false');
});

void t.test('a large file is parsed in a thread', async (t) => {
  const config = join(folder, 'exporter.yml');
  const targets = Array.from(
    { length: 600 },
    (_, at) => `  - {name: t${at}, addresses: [192.0.2.1], names: [n${at}.example.com]}\n`,
  );
  writeFileSync(config, `targets:\n${targets.join('')}  - nonsense\n`);
  t.match(await same(t, 'config', 'check', '--config.file', config), '');
});

/** What a script imports or requires, apart from Node's own modules. */
function imports(script: string): readonly string[] {
  const source = readFileSync(join(dist, script), 'utf8');
  const names = [
    ...source.matchAll(/^(?:import|export) .*?["']([^"']+)["'];$|\bimport\("([^"]+)"\)|\b__require\("([^"]+)"\)/gm),
  ];
  return names.map(([, ...groups]) => groups.join('')).filter((name) => !isBuiltin(name));
}

void t.test('nothing is imported but what is beside it, and each thread is one file', (t) => {
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  t.ok(scripts.length > 10);
  const all = scripts.flatMap((script) => imports(script).map((name) => join(dirname(script), name)));
  t.ok(all.length > 10);
  for (const script of all) t.ok(scripts.includes(script), script);
  for (const thread of threads) t.same(imports(`${thread}.js`), [], thread);
  t.end();
});

void t.test('--help loads little, and no script says where its source map is, so Node does not read it', (t) => {
  const first = readFileSync(bin, 'utf8');
  const loaded = [...first.matchAll(/from "\.\/(chunks\/.*)";$/gm)].map(([, chunk]) => join(dist, chunk ?? ''));
  t.ok(loaded.length > 0);
  const bytes = [bin, ...loaded].map((file) => readFileSync(file).length).reduce((sum, each) => sum + each);
  t.ok(bytes < 200_000, `${bytes} bytes`);
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  t.ok(scripts.length > 10);
  for (const script of scripts)
    t.notMatch(readFileSync(join(dist, script), 'utf8'), /^\/\/# sourceMappingURL/m, script);
  t.end();
});

/** What of Node's own is loaded at the end of a command. */
async function loadedBy(...argv: readonly string[]): Promise<readonly string[]> {
  const preload = join(folder, 'preload.cjs');
  writeFileSync(preload, "process.on('exit', () => console.error(`\\nloaded:${process.moduleLoadList.join()}`));");
  const { stderr } = await run('--require', preload, bin, ...argv);
  const list = /^loaded:(.*)$/m.exec(stderr)?.[1] ?? '';
  return [...list.matchAll(/NativeModule ([a-z]\w*(?:\/promises)?)(?=,|$)/g)].map(([, name]) => name ?? '');
}

void t.test('each command loads only what it needs of Node', async (t) => {
  const certificate = join(folder, 'ca.crt');
  const [help, inspect, check] = await Promise.all([
    loadedBy('--help'),
    loadedBy('inspect', certificate),
    loadedBy('check', '127.0.0.1:1'),
  ]);
  const large = ['fs/promises', 'crypto', 'tls', 'http', 'https', 'zlib', 'child_process', 'dns'];
  const loaded = (list: readonly string[]) => large.filter((name) => list.includes(name));
  for (const list of [help, inspect, check]) t.ok(list.includes('url'), list.join());
  t.same(loaded(help), []);
  t.same(loaded(inspect), ['fs/promises', 'crypto']);
  t.same(loaded(check), ['fs/promises', 'crypto', 'tls', 'http', 'dns']);
});

void t.test('a stack trace names the sources', async (t) => {
  const failing = 'data:text/javascript,process.stdout.write = () => { throw new Error("full") }';
  const { status, stderr } = await run('--import', failing, bin, 'inspect', join(folder, 'ca.crt'));
  t.equal(status, 3);
  t.match(stderr, /^Error: full$/m);
  t.match(stderr, /^ {4}at .*\(src\/cli\/io\.ts:\d+:\d+\)$/m);
  t.match(stderr, /^ {4}at .*\(src\/cli\/inspect\/inspect\.ts:\d+:\d+\)$/m);
  t.notMatch(stderr, /^ {4}at .*chunks/m);
});
