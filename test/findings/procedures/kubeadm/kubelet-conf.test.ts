import t from 'tap';
import { kubeadmExpiredKubelet, kubeadmKubeletConf } from '../../../../src/findings/procedures/kubeadm/kubelet-conf.js';
import { pasteIn } from '../pasted.js';

void t.test('a kubelet.conf that names a file stays as it is', (t) => {
  const folder = t.testdir({ etc: { kubernetes: { 'kubelet.conf': '    client-certificate: /x.pem\n' } } });
  const { code, stdout } = pasteIn(folder, kubeadmKubeletConf.lines);
  t.equal(code, 0);
  t.match(stdout, 'names a file already: nothing to do.');
  t.end();
});

void t.test('nothing is made without the key of the CA', (t) => {
  const folder = t.testdir({ etc: { kubernetes: { pki: { 'ca.crt': '' } } } });
  t.match(pasteIn(folder, kubeadmExpiredKubelet[0]?.lines ?? []).stderr, /Nothing was changed: .*No ca\.key is here\n/);
  t.end();
});
