import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t from 'tap';
import { startControlPlane } from '../../demo/control-plane.js';
import { projectFile } from '../fixtures/project-file.js';
import { startInBackground } from './background-process.js';
import { requires } from './requires.js';
import { mustRun, run } from './run.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/**
 * What a container runtime does: a read-only root folder with /proc, a small /dev, and the files that it mounts. Its arguments: the root folder, then
 * the environment and the command.
 */
const runtime = `
root=$1
shift
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
for device in null urandom; do mount --bind /dev/$device "$root/dev/$device"; done
mount -o remount,bind,ro "$root"
# The shell stays: the kernel ends it with unshare, and with it all in here. A program that changes its user would outlive unshare.
env -i "$@" || exit $?
`;

interface Config {
  readonly config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Entrypoint: readonly string[];
    readonly Cmd: readonly string[];
  };
  readonly architecture: string;
  readonly rootfs: { readonly diff_ids: readonly string[] };
}

void t.test('the image, as a container runtime would run it', requires('executable', 'mount-namespace'), async (t) => {
  t.setTimeout(360_000);
  const folder = temporaryFolder(t);
  const layout = join(folder, 'layout');
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const script = projectFile('build/scripts/image.js');
  const from = [`--${architecture}`, resolve(process.env['EXECUTABLE'] ?? ''), `--libraries-${architecture}`, '/'];
  await mustRun([process.execPath, script, ...from, '--out', layout]);

  const blob = (digest: string): string => join(layout, 'blobs', digest.replace(':', '/'));
  const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const index = json(join(layout, 'index.json')) as { readonly manifests: readonly { readonly digest: string }[] };
  const manifest = json(blob(index.manifests[0]!.digest)) as {
    readonly config: { readonly digest: string };
    readonly layers: readonly { readonly digest: string; readonly size: number }[];
  };
  const { config, ...image } = json(blob(manifest.config.digest)) as Config;
  const root = join(folder, 'root');
  await mustRun(['mkdir', '-p', root]);
  await mustRun(['tar', '-xzf', blob(manifest.layers[0]!.digest), '-C', root]);

  await t.test('each blob is what its digest says, and it is for this machine', (t) => {
    for (const name of readdirSync(join(layout, 'blobs/sha256'))) {
      t.equal(
        createHash('sha256')
          .update(readFileSync(blob(`sha256:${name}`)))
          .digest('hex'),
        name,
      );
    }
    t.equal(image.architecture, architecture);
    t.equal(image.rootfs.diff_ids.length, manifest.layers.length);
    t.ok(manifest.layers[0]!.size < 70e6, `${manifest.layers[0]!.size} bytes to pull`);
    t.end();
  });

  await t.test('nothing in it runs but the executable, and nothing is a shell', async (t) => {
    const runs = (await mustRun(['find', root, '-type', 'f', '-perm', '/111', '-printf', '%P\n'])).trim().split('\n');
    const others = runs.filter(
      (path) => !/^lib(64)?\/([\w-]+\/)?(ld-linux-|lib(atomic|c|dl|gcc_s|m|pthread|stdc\+\+)\.so)/.test(path),
    );
    t.same(others, ['usr/local/bin/apiserver-cert-exporter']);
    t.equal(
      await mustRun(['find', root, '(', '-perm', '/7022', '-o', '-type', 'l', ')', '-not', '-type', 'l']),
      '',
      'no setuid, none that others may write',
    );
  });

  await mustRun(['mkdir', '-p', join(root, 'proc'), join(root, 'dev')]);
  await mustRun(['touch', join(root, 'dev/null'), join(root, 'dev/urandom')]);
  const contained = (...args: readonly string[]): readonly string[] => {
    const command = ['/usr/sbin/chroot', `--userspec=${config.User}`, root, ...config.Entrypoint, ...args];
    return [
      'unshare',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      'bash',
      '-ec',
      runtime,
      'runtime',
      root,
      ...config.Env,
      ...command,
    ];
  };

  await t.test('it says its version, and finds the faults of a control plane by names of the hosts file', async (t) => {
    const { version } = json(projectFile('package.json')) as { readonly version: string };
    t.equal(await mustRun(contained('--version')), `${version}\n`);
    const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000));
    t.teardown(() => controlPlane.close());
    writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 control-plane-1\n');
    const [port] = controlPlane.addresses.map((address) => address.split(':')[1]);
    const { code, stdout } = await run(contained('check', `control-plane-1:${port}`, '--output', 'json'));
    t.equal(code, 2);
    t.match(stdout, '"loopback-certificate-ending"');
  });

  await t.test('its command serves: health, metrics and runbooks', async (t) => {
    writeFileSync(
      join(root, 'etc/apiserver-cert-exporter/exporter.yml'),
      'targets: [{name: none, addresses: ["127.0.0.1:1"]}]\n',
    );
    const argv = contained(...config.Cmd, '--web.listen-address=127.0.0.1:0');
    const exporter = await startInBackground(argv, join(folder, 'log'));
    t.teardown(() => exporter.end('SIGKILL'));
    const url = await until('the exporter listens', 30, () => /url=(http:\S+)/.exec(exporter.log())?.[1]);
    t.equal((await fetch(`${url}/-/healthy`)).status, 200);
    t.match(await (await fetch(`${url}/metrics`)).text(), /apiserver_endpoint_up\{.*\} 0/);
    t.equal((await fetch(`${url}/docs/runbooks/ApiserverCertificateRefused.md`)).status, 200);
  });
});
