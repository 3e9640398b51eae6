import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { kubeadmInstallRenewedCa } from '../../../../src/findings/procedures/kubeadm/install-renewed-ca.js';
import { kubeadmRenewCa } from '../../../../src/findings/procedures/kubeadm/renew-ca.js';
import { makeCa, needsOpenssl, pasteIn } from '../pasted.js';

void t.test('on a worker, which has only ca.crt', needsOpenssl, (t) => {
  const folder = t.testdir();
  const pki = join(folder, 'etc/kubernetes/pki');
  makeCa(join(pki, 'ca'));
  const early = pasteIn(folder, kubeadmInstallRenewedCa.lines);
  t.match(early.stderr, /Nothing was changed: .*is not on this node: copy the folder from where you made it\n/);
  pasteIn(folder, kubeadmRenewCa.lines);
  const { code, stdout, stderr } = pasteIn(folder, kubeadmInstallRenewedCa.lines, { systemctl: 'echo "systemctl $*"' });
  t.equal(code, 0, stderr);
  t.match(stdout, 'systemctl restart kubelet');
  t.equal(readFileSync(join(pki, 'ca.crt'), 'utf8'), readFileSync(join(folder, 'root/ca-renewed/ca.crt'), 'utf8'));
  t.end();
});
