import t from 'tap';
import { kubeadmRotateCa } from '../../../../src/findings/procedures/kubeadm/rotate-ca.js';

void t.test('make, install, restart, publish', (t) => {
  t.equal(kubeadmRotateCa.length, 4);
  t.end();
});
