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
    'is not on this node. Nothing was changed.',
  );
  pasteIn(folder, kubeadmMakeNextCa.lines);
  t.match(
    pasteIn(folder, kubeadmServeNextCa.lines, { kubeadm: 'exit 1' }).stderr,
    /does not have the old and the new CA.*Nothing was changed\./,
  );
  t.end();
});
