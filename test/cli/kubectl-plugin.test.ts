import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import t from 'tap';
import { calledAs } from '../../src/cli/kubectl-plugin.js';
import { skippedWithout } from '../integration/requires.js';

const argv = (...given: readonly string[]) => ['/usr/bin/node', '/usr/local/bin/kubectl-apiserver_certs', ...given];

void t.test('under its own name, nothing changes', (t) => {
  const own = ['/usr/bin/node', '/usr/local/bin/apiserver-cert-exporter', '--namespace=a'];
  const { argv, help, refusal } = calledAs(own);
  t.equal(argv, own);
  t.equal(help('apiserver-cert-exporter check'), 'apiserver-cert-exporter check');
  t.equal(refusal, undefined);
  t.same(calledAs([]).argv, []);
  t.end();
});

void t.test('as a plugin, it is check', (t) => {
  t.same(calledAs(argv()).argv.slice(2), ['check']);
  t.same(calledAs(argv('--context', 'prod', '-h')).argv.slice(2), ['check', '--context', 'prod', '-h']);
  t.same(
    calledAs(['kubectl-apiserver_certs', 'kubectl-apiserver_certs', 'a:1']).argv.slice(2),
    ['check', 'a:1'],
    'on PATH',
  );
  t.same(calledAs(argv('--version')).argv.slice(2), ['--version']);
  t.equal(calledAs(argv()).help('$ apiserver-cert-exporter check a'), '$ kubectl apiserver-certs a');
  t.end();
});

void t.test('other flags of kubectl are refused, with what to do', (t) => {
  const refusal = (...given: readonly string[]) => calledAs(argv(...given)).refusal;
  t.equal(
    refusal('--context=prod', '--namespace=a'),
    'error: kubectl apiserver-certs has no flag --namespace: API servers have no namespace',
  );
  t.match(refusal('-s', 'https://a'), /-s: name the endpoint as an argument/);
  t.match(refusal('--token', 'a'), /only --kubeconfig and --context/);
  t.equal(refusal('--kubeconfig', 'a', '--context', 'b', '--name', 'c', 'd:1'), undefined);
  t.equal(refusal('--', '--namespace'), undefined);
  t.end();
});

const kubectl = process.env['KUBECTL'] ?? 'kubectl';

/** A folder with the plugin as a link. */
function pluginFolder(folder: string): string {
  // As npm does when it installs the program.
  chmodSync('build/src/bin.js', 0o755);
  symlinkSync(resolve('build/src/bin.js'), join(folder, 'kubectl-apiserver_certs'));
  return folder;
}

void t.test('kubectl knows none of its flags that the plugin does not know', skippedWithout('kubectl'), (t) => {
  const help = execFileSync(kubectl, ['options'], { encoding: 'utf8' });
  const flags = [...help.matchAll(/^ +(?:(-\w), )?(--[\w-]+)=/gm)].flatMap(([, short, long]) =>
    [short ?? [], long ?? []].flat(),
  );
  t.ok(flags.length > 20);
  const unknown = flags.filter((flag) => calledAs(argv(flag)).refusal === undefined);
  t.same(unknown, ['--context', '--kubeconfig']);
  t.end();
});

void t.test('kubectl runs it', skippedWithout('kubectl'), (t) => {
  const PATH = [pluginFolder(t.testdir()), process.env['PATH']].join(delimiter);
  const run = (...given: readonly string[]) =>
    spawnSync(kubectl, ['apiserver-certs', ...given], { encoding: 'utf8', env: { ...process.env, PATH } });
  const help = run('--help');
  t.equal(help.status, 0);
  t.match(help.stdout, /^Usage: kubectl apiserver-certs \[options\] \[endpoint\.\.\.\]$/m);
  t.match(help.stdout, /^ {2}\$ kubectl apiserver-certs --kubeadm$/m);
  t.notMatch(help.stdout, 'apiserver-cert-exporter');
  const refused = run('--namespace', 'default');
  t.equal(refused.status, 3, 'the state is unknown');
  t.match(refused.stderr, /^error: kubectl apiserver-certs has no flag --namespace/);
  t.equal(refused.stdout, '');
  const missing = run('--kubeconfig', '/nonexistent', '--context', 'prod');
  t.equal(missing.status, 3);
  t.match(missing.stderr + missing.stdout, '/nonexistent');
  t.end();
});
