import { hashSync } from 'bcryptjs';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import t, { type Test } from 'tap';
import { startControlPlane } from '../../demo/control-plane.js';
import { readProjectFile } from '../fixtures/project-file.js';
import { startInBackground } from './background-process.js';
import { runExporter } from './exporter.js';
import { requires } from './requires.js';
import { mustRun, run } from './run.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

const executable = resolve(process.env['EXECUTABLE'] ?? '');
const { version } = JSON.parse(readProjectFile('package.json')) as { readonly version: string };

/** The libraries that docs/install.md asks for: glibc, libstdc++, libgcc and libatomic. */
const documented = /^(ld-linux-[\w-]+|lib(c|dl|m|pthread|stdc\+\+|gcc_s|atomic))\.so\.\d+$/;

/** Runs a command in a read-only root folder, without /proc, /dev, /etc and /tmp, as a user without rights, and without any variable. */
const alone = `
mount --make-rprivate /
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
cd "$1"
exec env -i /usr/sbin/chroot --userspec=65534:65534 "$@"
`;

/** Makes the root folder: the executable, the libraries that it is linked with, and files. Returns how to run something in it. */
async function makeRoot(t: Test, files: Readonly<Record<string, string>>) {
  const root = join(temporaryFolder(t), 'root');
  const listing = await mustRun(['ldd', executable]);
  const libraries = [...listing.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path]) => path ?? '');
  for (const path of libraries) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(path, join(root, path));
  }
  copyFileSync(executable, join(root, 'apiserver-cert-exporter'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  chmodSync(root, 0o755);
  const argv = (...args: readonly string[]): readonly string[] => [
    ...['unshare', '--mount', 'sh', '-ec', alone, 'alone', root, '/apiserver-cert-exporter'],
    ...args,
  ];
  return { libraries: libraries.map((path) => basename(path)), argv, run: (...args: string[]) => run(argv(...args)) };
}

/** Larger than what is parsed without a thread. */
const targets = Array.from(
  { length: 600 },
  (_, at) => `  - {name: t${at}, addresses: [192.0.2.1], names: [n${at}.example.com]}`,
);
const largeConfig = `targets:\n${targets.join('\n')}\n`;

void t.test('in an empty root folder', requires('executable', 'mount-namespace'), async (t) => {
  t.setTimeout(360_000);
  const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000));
  t.teardown(() => controlPlane.close());
  const root = await makeRoot(t, {
    'large.yml': largeConfig,
    'small.yml': 'targets: [{name: prod, addresses: ["127.0.0.1:1"]}]\n',
    'web.yml': `basic_auth_users: {prometheus: "${hashSync('secret', 4)}"}\n`,
  });

  await t.test('it has only the libraries that the documentation names, and runs', async (t) => {
    t.ok(root.libraries.length > 5);
    t.same(
      root.libraries.filter((name) => !documented.test(name)),
      [],
    );
    t.equal((await root.run('--version')).stdout, `${version}\n`);
  });

  await t.test('it probes as the modules do', async (t) => {
    const [address = ''] = controlPlane.addresses;
    const args = ['check', address, '--output', 'json', '--name', 'api.example.com'];
    const [alone, modules] = await Promise.all([root.run(...args), runExporter(...args)]);
    t.equal(alone.stderr, '');
    t.same([alone.code, modules.code], [2, 2]);
    const ids = (text: string) => (JSON.parse(text) as { findings: { id: string }[] }).findings.map(({ id }) => id);
    t.ok(ids(alone.stdout).length > 1);
    t.same(ids(alone.stdout), ids(modules.stdout));
  });

  await t.test('its threads are inside: large files, and logins of the page with the runbooks', async (t) => {
    const { stdout, code } = await root.run('config', 'check', '--config.file', '/large.yml');
    t.match(stdout, '600 targets');
    t.equal(code, 0);

    const args = [
      'serve',
      '--config.file=/small.yml',
      '--web.config.file=/web.yml',
      '--web.listen-address=127.0.0.1:0',
    ];
    const { log, end } = await startInBackground(root.argv(...args), join(temporaryFolder(t), 'log'));
    t.teardown(() => end());
    const url = await until('it listens', 30, () => /msg=listening .*?url=(http:\S+)/.exec(log())?.[1]);
    const get = (password: string) =>
      fetch(`${url}/docs/runbooks/ApiserverNameNotCovered.md`, {
        headers: { authorization: `Basic ${Buffer.from(`prometheus:${password}`).toString('base64')}` },
      });
    t.equal((await get('wrong')).status, 401);
    const page = await get('secret');
    t.equal(page.status, 200);
    t.match(await page.text(), 'ApiserverNameNotCovered');
  });
});

void t.test('called as a kubectl plugin, by a link', requires('executable'), async (t) => {
  const folder = temporaryFolder(t);
  symlinkSync(executable, join(folder, 'kubectl-apiserver_certs'));
  const help = await mustRun(['/usr/bin/env', '-i', `PATH=${folder}`, 'kubectl-apiserver_certs', '--help']);
  t.match(help, /^Usage: kubectl apiserver-certs \[options\] \[endpoint\.\.\.\]$/m);
});

void t.test('stack traces name the sources, and a signal opens no debugger', requires('executable'), async (t) => {
  const folder = temporaryFolder(t);
  const preload = (code: string) => {
    writeFileSync(join(folder, 'preload.cjs'), code);
    return { NODE_OPTIONS: `--require=${join(folder, 'preload.cjs')}` };
  };
  const failing = preload('process.stdout.write = () => { throw new Error("full"); };');
  const { code, stderr } = await run([executable, 'inspect', '/nonexistent'], '', failing);
  t.equal(code, 3);
  t.match(stderr, /^ {4}at .*\(src\/cli\/io\.ts:\d+:\d+\)$/m);
  t.notMatch(stderr, executable);
  const { stdout } = await run([executable, '--version'], '', preload('console.log(process.execArgv.join());'));
  t.match(stdout, /^--disable-sigusr1/);
  t.equal((await run([executable, '--version'], '', {})).stderr, '', 'Node takes the compiled code without a warning');
});
