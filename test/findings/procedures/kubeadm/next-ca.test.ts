import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { kubeadmMakeNextCa, kubeadmTrustNextCa } from '../../../../src/findings/procedures/kubeadm/next-ca.js';
import { makeCa, needsOpenssl, pasteIn } from '../pasted.js';

void t.test('with the old key, the old CA signs the new one', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'etc/kubernetes/pki/ca'));
  const { code, stdout, stderr } = pasteIn(folder, kubeadmMakeNextCa.lines);
  t.equal(code, 0, stderr);
  t.match(stdout, 'ca-cross.crt: OK');
  t.match(stdout, /CN ?= ?kubernetes@\d+/);
  t.end();
});

void t.test('without it, the new one stands alone, and a worker trusts both', needsOpenssl, (t) => {
  const folder = t.testdir();
  const ca = join(folder, 'etc/kubernetes/pki/ca');
  makeCa(ca);
  const old = readFileSync(`${ca}.crt`, 'utf8');
  rmSync(`${ca}.key`);
  t.match(pasteIn(folder, kubeadmMakeNextCa.lines).stdout, 'Without the old key there is no ca-cross.crt');
  const { code, stderr } = pasteIn(folder, kubeadmTrustNextCa.lines);
  t.equal(code, 0, stderr);
  t.equal(readFileSync(`${ca}.crt`, 'utf8'), `${old}${readFileSync(join(folder, 'root/ca-next/ca.crt'), 'utf8')}`);
  t.end();
});

void t.test('a rotation that is under way stops it', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'etc/kubernetes/pki/ca'));
  pasteIn(
    folder,
    'cat /etc/kubernetes/pki/ca.crt /etc/kubernetes/pki/ca.crt > both; cp both /etc/kubernetes/pki/ca.crt',
  );
  t.match(
    pasteIn(folder, kubeadmMakeNextCa.lines).stderr,
    /Nothing was changed: .*finish the rotation that is under way\n/,
  );
  t.end();
});
