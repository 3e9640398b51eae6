import t from 'tap';
import { kubeadmFiles, kubeadmServingFile } from '../../src/files/kubeadm-files.js';

void t.test('the files of a node', (t) => {
  t.same(kubeadmFiles(), {
    specs: [{ folder: '/etc/kubernetes', patterns: ['pki/**/*.crt', '*.conf'] }],
    paths: ['/var/lib/kubelet/pki/kubelet-client-current.pem'],
  });
  t.equal(kubeadmServingFile('/etc/kubernetes'), '/etc/kubernetes/pki/apiserver.crt');
  t.end();
});

void t.test("a copy of its folder says nothing of this host's kubelet", (t) => {
  t.same(kubeadmFiles('/backup/[1]'), {
    specs: [{ folder: '/backup/[1]', patterns: ['pki/**/*.crt', '*.conf'] }],
    paths: [],
  });
  t.end();
});
