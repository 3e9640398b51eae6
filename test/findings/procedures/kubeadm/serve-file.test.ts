import t from 'tap';
import { kubeadmServeFile } from '../../../../src/findings/procedures/kubeadm/serve-file.js';

void t.test('it compares, and restarts nothing', (t) => {
  const text = kubeadmServeFile.lines.join('\n');
  t.match(text, 'pair tls-cert-file tls-private-key-file');
  t.notMatch(text, /\bmv\b/);
  t.end();
});
