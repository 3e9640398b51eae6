import { join } from 'node:path';
import t from 'tap';
import { kubeadmServeNextCa } from '../../../../src/findings/procedures/kubeadm/serve-next-ca.js';
import { kubeadmMakeNextCa } from '../../../../src/findings/procedures/kubeadm/next-ca.js';
import { makeCa, needsOpenssl, pasteIn } from '../pasted.js';

void t.test('not before both are trusted', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'etc/kubernetes/pki/ca'));
  t.match(
    pasteIn(folder, kubeadmServeNextCa.lines, { kubeadm: 'exit 1' }).stderr,
    /Nothing was changed: .*is not on this node\n/,
  );
  pasteIn(folder, kubeadmMakeNextCa.lines);
  t.match(
    pasteIn(folder, kubeadmServeNextCa.lines, { kubeadm: 'exit 1' }).stderr,
    /Nothing was changed: .*does not have the old and the new CA/,
  );
  t.end();
});
