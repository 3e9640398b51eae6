import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { caShell, restoreCaFiles, waitShell } from '../../../../src/findings/procedures/kubeadm/ca-shell.js';
import { makeCa, needsOpenssl, pasteIn } from '../pasted.js';

const functions = ['set -eu', 'work=$PWD', caShell.keys, caShell.put, caShell.embed];

function base64(file: string): string {
  return readFileSync(file).toString('base64');
}

void t.test('a CA is embedded where a known one was, and nowhere else', needsOpenssl, (t) => {
  const folder = t.testdir();
  const at = (name: string): string => join(folder, name);
  for (const name of ['ours', 'next', 'foreign']) makeCa(at(name));
  const [ours, next, foreign] = ['ours', 'next', 'foreign'].map((name) => base64(at(`${name}.crt`)));
  const kubeconfig = (...datas: readonly (string | undefined)[]): string =>
    [
      'clusters:',
      ...datas.map((data) => `- cluster: {name: x}\n    certificate-authority-data: ${data}`),
      'users: []\n',
    ].join('\n');
  writeFileSync(at('a.conf'), kubeconfig(ours, foreign, `"${ours}"`), { mode: 0o600 });
  writeFileSync(at('b.conf'), kubeconfig('bm90IGEgY2VydGlmaWNhdGU=', '%%%'));
  const run = pasteIn(folder, [
    ...functions,
    'keys ours.crt > known; keys next.crt >> known',
    'embed a.conf next.crt; embed b.conf next.crt; stat -c %a a.conf',
  ]);
  t.equal(run.code, 0, run.stderr);
  t.equal(readFileSync(at('a.conf'), 'utf8'), kubeconfig(next, foreign, `"${next}"`));
  t.equal(readFileSync(at('b.conf'), 'utf8'), kubeconfig('bm90IGEgY2VydGlmaWNhdGU=', '%%%'));
  t.match(run.stdout, 'a.conf has another CA, and was left alone.\n');
  t.match(run.stdout, /600\n$/);
  t.end();
});

void t.test('the keys of a bundle, one in each line', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'one'));
  makeCa(join(folder, 'two'));
  const run = pasteIn(folder, [
    caShell.keys,
    'cat one.crt two.crt > both',
    'keys both; echo; keys one.crt; keys two.crt',
  ]);
  const [both, single] = run.stdout.split('\n\n');
  t.equal(both?.trim(), single?.trim());
  t.match(both, /^[0-9a-f]{64} .*\n[0-9a-f]{64} /);
  t.end();
});

void t.test('a backup is a new folder, and the CAs come back from the last one', (t) => {
  const folder = t.testdir({
    etc: { kubernetes: { 'admin.conf': 'old', pki: { 'ca.crt': 'old', 'apiserver.crt': 'old' } } },
  });
  t.equal(pasteIn(folder, [caShell.backup, 'backup']).code, 0);
  for (const file of ['admin.conf', 'pki/ca.crt', 'pki/apiserver.crt'])
    writeFileSync(join(folder, 'etc/kubernetes', file), 'new');
  t.equal(pasteIn(folder, restoreCaFiles).code, 0);
  const has = (file: string): string => readFileSync(join(folder, 'etc/kubernetes', file), 'utf8');
  t.same(['admin.conf', 'pki/ca.crt', 'pki/apiserver.crt'].map(has), ['old', 'old', 'new']);
  t.end();
});

void t.test('put keeps mode and link', (t) => {
  const folder = t.testdir({ real: { file: 'old' }, new: 'new', link: t.fixture('symlink', 'real/file') });
  pasteIn(folder, [caShell.put, 'chmod 640 real/file; put new link; stat -c %a real/file > mode']);
  t.equal(readFileSync(join(folder, 'real/file'), 'utf8'), 'new');
  t.equal(readFileSync(join(folder, 'mode'), 'utf8').trim(), '640');
  t.end();
});

void t.test('a container that does not run cannot be started again', (t) => {
  const run = pasteIn(t.testdir(), ['set -e', waitShell.fresh, waitShell.again, 'again kube-scheduler'], {
    crictl: 'exit 0',
  });
  t.not(run.code, 0);
  t.match(run.stderr, 'kube-scheduler does not run on this node.');
  t.end();
});

void t.test('a container runs again when it has another number', (t) => {
  const crictl = 'case $1 in ps) cat number;; stop) echo two > number;; esac';
  const folder = t.testdir({ number: 'one\n' });
  const run = pasteIn(folder, ['set -e', waitShell.fresh, waitShell.again, 'again kube-scheduler'], { crictl });
  t.equal(run.stdout, 'kube-scheduler runs again.\n');
  t.end();
});
