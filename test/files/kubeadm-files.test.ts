import t from 'tap';
import {
  kubeadmAuthorities,
  kubeadmCertificates,
  kubeadmFiles,
  kubeadmServingFile,
} from '../../src/files/kubeadm-files.js';

void t.test('the files of a node', (t) => {
  t.same(kubeadmFiles(), {
    specs: [{ folder: '/etc/kubernetes', patterns: ['pki/**/*.crt', '*.conf'] }],
    paths: ['/var/lib/kubelet/pki/kubelet-client-current.pem'],
  });
  t.equal(kubeadmServingFile('/etc/kubernetes'), '/etc/kubernetes/pki/apiserver.crt');
  t.end();
});

void t.test("a copy of its folder says nothing about this host's kubelet", (t) => {
  t.same(kubeadmFiles('/backup/[1]'), {
    specs: [{ folder: '/backup/[1]', patterns: ['pki/**/*.crt', '*.conf'] }],
    paths: [],
  });
  t.end();
});

void t.test('in the order of their names, each signed by an authority of the list', (t) => {
  const names = kubeadmCertificates.map(({ name }) => name);
  t.same(names, names.toSorted());
  const authorities = kubeadmAuthorities.map(({ name }) => name);
  for (const { name, authority } of kubeadmCertificates) t.ok(authorities.includes(authority), name);
  t.end();
});

void t.test('keys are beside their certificates', (t) => {
  for (const { path, key = path.replace('.crt', '.key') } of kubeadmAuthorities)
    t.equal(key, path.replace('.crt', '.key'));
  t.end();
});
