import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { lenientValues } from '../../src/document/lenient-document.js';
import { kubeconfigCertificates } from '../../src/kube/kubeconfig-certificates.js';
import { base64 } from '../fixtures/base64.js';

const read = (text: string) => kubeconfigCertificates(lenientValues(Buffer.from(text), 1)[0]);

void t.test('the certificates that a kubeconfig embeds', async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const admin = await authority.issue({ commonName: 'kubernetes-admin', usage: 'client' });
  const found = read(`
apiVersion: v1
kind: Config
clusters:
- name: prod
  cluster: {server: "https://10.0.0.1:6443", certificate-authority-data: ${base64(authority.pem)}}
- name: file
  cluster: {certificate-authority: /etc/kubernetes/pki/ca.crt}
users:
- name: admin
  user: {client-certificate-data: ${base64(admin.chain.join('\n'))}, client-key-data: ${base64(admin.key)}}
- user: {client-certificate-data: ${base64('not PEM')}}
- name: token
  user: {token: abc}
- odd
`);
  const ders = [authority, admin, authority].map(({ der }) => Buffer.from(der).toString('hex'));
  t.same(
    found.map((one) => [
      one.position,
      one.entry,
      'der' in one ? Buffer.from(one.der).toString('hex') : one.error.reason,
    ]),
    [
      [1, 'cluster prod', ders[0]],
      [2, 'user admin', ders[1]],
      [3, 'user admin', ders[2]],
      [4, 'user', 'no_certificate'],
    ],
  );
});

void t.test('other files contain none', (t) => {
  const texts = [
    '',
    'hello',
    '-data: [',
    'x: -data',
    'users: -data',
    'clusters: [{cluster: {certificate-authority-data: 5}}]',
    '[a-data]',
  ];
  for (const text of texts) t.same(read(text), [], text);
  t.end();
});
