import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { kubeadmRenewCa } from '../../../../src/findings/procedures/kubeadm/renew-ca.js';
import { makeCa, makeLeaf, needsOpenssl, pasteIn } from '../pasted.js';

void t.test('every CA whose key is here, beside the old one', needsOpenssl, (t) => {
  const folder = t.testdir();
  const pki = join(folder, 'etc/kubernetes/pki');
  for (const name of ['ca', 'front-proxy-ca', 'etcd/ca']) makeCa(join(pki, name), name);
  makeLeaf(join(pki, 'apiserver'), join(pki, 'ca'), '/CN=kube-apiserver');
  rmSync(join(pki, 'etcd/ca.key'));
  const old = readFileSync(join(pki, 'ca.crt'), 'utf8');
  const { code, stdout, stderr } = pasteIn(folder, kubeadmRenewCa.lines);
  t.equal(code, 0, stderr);
  t.match(stdout, /etcd\/ca\.key is not on this node.*\n/);
  t.match(stdout, 'apiserver.crt: OK');
  t.equal(readFileSync(join(pki, 'ca.crt'), 'utf8'), old);
  const made = readFileSync(join(folder, 'root/ca-renewed/ca.crt'), 'utf8');
  t.match(pasteIn(folder, kubeadmRenewCa.lines).stdout, 'is there from before');
  t.equal(readFileSync(join(folder, 'root/ca-renewed/ca.crt'), 'utf8'), made);
  pasteIn(folder, kubeadmRenewCa.back);
  t.throws(() => readFileSync(join(folder, 'root/ca-renewed/ca.crt')));
  t.end();
});
