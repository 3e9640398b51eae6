import t from 'tap';
import { kubeadmKubeletCertificate } from '../../../../src/findings/procedures/kubeadm/kubelet-certificate.js';
import { pasteIn } from '../pasted.js';

void t.test('not for a kubelet.conf with an embedded certificate', (t) => {
  const folder = t.testdir({ etc: { kubernetes: { 'kubelet.conf': '    client-certificate-data: x\n' } } });
  const { stderr } = pasteIn(folder, kubeadmKubeletCertificate.lines, { kubectl: 'exit 1' });
  t.match(stderr, /Nothing was changed: .*does not use .*kubelet-client-current\.pem/);
  t.end();
});
