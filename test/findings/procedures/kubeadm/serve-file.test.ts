import t from 'tap';
import { kubeadmServeFile } from '../../../../src/findings/procedures/kubeadm/serve-file.js';

void t.test('commands for a control-plane node', (t) => {
  t.match(kubeadmServeFile.lines.join('\n'), '/etc/kubernetes/');
  t.end();
});
