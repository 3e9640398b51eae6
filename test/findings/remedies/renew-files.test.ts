import t from 'tap';
import { renewFiles } from '../../../src/findings/remedies/renew-files.js';
import { forgotten, linesFor } from './procedures.js';

void t.test('a procedure for each distribution; the one for kubeadm also restarts the processes', (t) => {
  t.same(forgotten(renewFiles), []);
  t.match(linesFor(renewFiles, 'kubeadm').join('\n'), /kubeadm certs renew all[^]*kube-controller-manager/);
  t.match(linesFor(renewFiles, 'K3s')[0], 'certificate rotate');
  t.end();
});

void t.test('warns of each trap', (t) => {
  const text = renewFiles.beware.join('\n');
  for (const trap of ['does not renew the CAs', 'copies keep']) t.match(text, trap);
  t.end();
});
