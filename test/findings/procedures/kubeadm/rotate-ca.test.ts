import t from 'tap';
import { kubeadmRotateCa } from '../../../../src/findings/procedures/kubeadm/rotate-ca.js';

void t.test('commands for a control-plane node', (t) => {
  t.match(kubeadmRotateCa.lines.join('\n'), '/etc/kubernetes/');
  t.end();
});
