import t from 'tap';
import { kubeadmAuthorities, kubeadmCertificates } from '../../src/files/kubeadm-certificates.js';

void t.test('in the order of their names, each signed by an authority of the list', (t) => {
  const names = kubeadmCertificates.map(({ name }) => name);
  t.same(names, names.toSorted());
  const authorities = kubeadmAuthorities.map(({ name }) => name);
  for (const { name, authority } of kubeadmCertificates) t.ok(authorities.includes(authority), name);
  t.end();
});

void t.test('keys lie beside their certificates', (t) => {
  for (const { path, key = path.replace('.crt', '.key') } of kubeadmAuthorities)
    t.equal(key, path.replace('.crt', '.key'));
  t.end();
});
