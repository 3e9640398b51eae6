import t from 'tap';
import { kubeadmPublishCa, kubeadmRestartControllers } from '../../../../src/findings/procedures/kubeadm/publish-ca.js';
import { join } from 'node:path';
import { makeCa, needsOpenssl, pasteIn } from '../pasted.js';

void t.test('both controllers, one after the other', (t) => {
  const crictl = 'case $1 in ps) echo "$RANDOM$RANDOM";; esac';
  const { stdout } = pasteIn(t.testdir(), kubeadmRestartControllers.lines, { crictl });
  t.equal(stdout, 'kube-controller-manager runs again.\nkube-scheduler runs again.\n');
  t.end();
});

void t.test('a cluster without cluster-info, and one with another CA, are left alone', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'etc/kubernetes/pki/ca'));
  t.match(
    pasteIn(folder, kubeadmPublishCa.lines, { kubectl: 'exit 1' }).stderr,
    /Nothing was changed: .*There is no cluster-info\n/,
  );
  makeCa(join(folder, 'other'));
  const kubectl = 'echo "    certificate-authority-data: $(base64 -w0 < other.crt)"; echo "$*" >> calls';
  t.match(
    pasteIn(folder, kubeadmPublishCa.lines, { kubectl }).stderr,
    /Nothing was changed: .*cluster-info has another CA\n/,
  );
  t.end();
});
