import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { runProgram as run } from '../run-program.js';

void t.test('check', async (t) => {
  t.match((await run('check')).ran, [
    'check',
    [],
    {
      configFile: undefined,
      kubeconfig: undefined,
      context: undefined,
      discover: undefined,
      separate: false,
      allowExec: false,
      names: { length: 0 },
      output: 'table',
      timeout: undefined,
      addressFamily: undefined,
    },
  ]);
  const argv = [
    'a',
    'b:1',
    '--name',
    'n',
    '--name=10.0.0.1',
    '--output=json',
    '--timeout=0.5',
    '--address-family=ipv6',
  ];
  const { ran, codes } = await run('check', ...argv, '--kubeconfig', 'k', '--context=c', '--discover', '--allow-exec');
  const options = { names: ['n', '10.0.0.1'], output: 'json', timeout: 0.5, addressFamily: 'ipv6' };
  t.match(ran, ['check', ['a', 'b:1'], { ...options, kubeconfig: 'k', context: 'c', discover: true, allowExec: true }]);
  t.same(codes, [7]);
  t.match((await run('check', 'a', 'b', '--separate', '--no-discover')).ran[2], { separate: true, discover: false });
  t.match((await run('check', '--config.file', 'a.yml', '--timeout', '5s')).ran, [
    'check',
    [],
    { configFile: 'a.yml', timeout: 5 },
  ]);
});

void t.test('check, on a control-plane node', async (t) => {
  const folderOf = async (...argv: readonly string[]): Promise<unknown> => {
    const { ran } = await run('check', ...argv);
    return (ran[2] as { readonly kubeadmFolder?: string }).kubeadmFolder;
  };
  t.equal(await folderOf(), undefined);
  t.equal(await folderOf('--kubeadm'), '/etc/kubernetes');
  t.equal(await folderOf('--kubeadm', '--kubeadm-dir=/k'), '/k');
  t.equal(await folderOf('--kubeadm-dir', '/k'), '/k');
});

void t.test('check, compared with an earlier one', async (t) => {
  t.match((await run('check', '--since', 'a', '--save=b')).ran[2], { since: 'a', save: 'b' });
  t.match((await run('check')).ran[2], { since: undefined, save: undefined });
});

void t.test('check, of a kind of control plane', async (t) => {
  t.match((await run('check', '--control-plane', 'external-ca')).ran[2], { controlPlane: 'external CA' });
  t.match((await run('check', '--control-plane=K3s')).ran[2], { controlPlane: 'K3s' });
  t.match((await run('check')).ran[2], { controlPlane: undefined });
  t.match((await run('check', '--control-plane', 'eks')).error, /Allowed choices are kubeadm, external-ca, /);
});

void t.test('check, as a wait', async (t) => {
  const wait = async (...argv: readonly string[]): Promise<unknown> => {
    const { ran } = await run('check', ...argv);
    return [ran[1], (ran[2] as { readonly wait?: unknown }).wait];
  };
  t.same(await wait('a'), [['a'], undefined]);
  t.match(await wait('--wait-restarted', 'a'), [['a'], { restart: true, after: undefined, seconds: undefined }]);
  t.match(await wait('--restarted-after', '5', 'a'), [['a'], { restart: true, after: '5' }]);
  t.match(await wait('a', '--wait-covered', '--wait-timeout=9'), [['a'], { restart: false, seconds: 9 }]);
});

void t.test('an invalid command line is not a warning', (t) => {
  const bin = fileURLToPath(new URL('../../../src/bin.js', import.meta.url));
  const status = (...argv: readonly string[]): number | null =>
    spawnSync(process.execPath, [bin, ...argv], { stdio: 'ignore' }).status;
  t.equal(status('check', '--nope'), 3);
  t.equal(status('check', '--address-family', 'ipv5'), 3);
  t.equal(status('check', '--help'), 0);
  t.equal(status('inspect', '--nope'), 1);
  const { stdout } = spawnSync(process.execPath, [bin, 'check', '--nope', '--output', 'nagios'], { encoding: 'utf8' });
  t.equal(stdout, "APISERVER CERTS UNKNOWN - cannot check: error: unknown option '--nope'; (Did you mean --name?)\n");
  t.end();
});
