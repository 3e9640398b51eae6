import t from 'tap';
import { kubeadmRestart } from '../../../../src/findings/procedures/kubeadm/restart.js';

void t.test('commands for a control-plane node', (t) => {
  t.match(kubeadmRestart.lines.join('\n'), '/etc/kubernetes/manifests');
  t.end();
});
