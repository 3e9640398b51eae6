import t from 'tap';
import { kubeadmRenewFiles } from '../../../../src/findings/procedures/kubeadm/renew-files.js';

void t.test('commands for a control-plane node', (t) => {
  t.match(kubeadmRenewFiles.lines.join('\n'), 'kubeadm certs renew');
  t.end();
});
