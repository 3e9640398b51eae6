import t from 'tap';
import { kubeadmRenew } from '../../../../src/findings/procedures/kubeadm/renew.js';

void t.test('commands for a control-plane node', (t) => {
  t.match(kubeadmRenew.lines.join('\n'), 'kubeadm certs renew');
  t.end();
});
