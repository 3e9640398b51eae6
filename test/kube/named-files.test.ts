import t from 'tap';
import { namedFiles } from '../../src/kube/named-files.js';

const named = (text: string) => namedFiles(Buffer.from(text), '/etc/k/a.conf');

void t.test('the files that a kubeconfig names', (t) => {
  const text = `
clusters:
- {name: one, cluster: {certificate-authority: pki/ca.crt}}
- {name: two, cluster: {certificate-authority: /etc/k/pki/ca.crt}}
- {name: data, cluster: {certificate-authority: other.crt, certificate-authority-data: YQ==}}
users:
- {name: ada, user: {client-certificate: ../ada.crt, client-key: ../ada.key, tokenFile: token}}
- user: {client-certificate: ''}
- {name: eve, user: {client-certificate: 5}}
`;
  t.same(named(text), [
    { path: '/etc/k/pki/ca.crt', entry: 'cluster one', holds: 'certificates' },
    { path: '/etc/ada.crt', entry: 'user ada', holds: 'certificates' },
    { path: '/etc/ada.key', entry: 'user ada', holds: 'key' },
  ]);
  t.same(namedFiles(Buffer.from(`\ufeff${text}`, 'utf16le'), '/etc/k/x').length, 3);
  t.end();
});

void t.test('other texts, and no end of files', (t) => {
  for (const text of ['', 'a: b', 'client-: [', 'users: client-', 'users: [{user: {client-key: "a\\0b"}}]'])
    t.same(named(text), []);
  const users = Array.from({ length: 300 }, (_, at) => `{user: {client-certificate: ${at}.crt}}`);
  t.equal(named(`users: [${users.join(', ')}]`).length, 200);
  t.end();
});
