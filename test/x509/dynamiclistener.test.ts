import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { isDynamicListener } from '../../src/x509/dynamiclistener.js';

void t.test('listeners are recognized by name', (t) => {
  const cases: readonly (readonly [subject: string, issuer: string, expected: boolean])[] = [
    ['CN=k3s, O=k3s', 'CN=k3s-server-ca@1650000000', true],
    ['CN=rke2, O=rke2', 'CN=rke2-server-ca@1650000000', true],
    ['O=k3s+CN=k3s', 'CN=x', true],
    ['CN=dynamic, O=dynamiclistener-org', 'CN=x', true],
    ['CN=x', 'CN=dynamiclistener-ca@1650000000, O=dynamiclistener-org', true],
    ['CN=kube-apiserver', 'CN=k3s-server-ca@1650000000', false],
    ['CN=kube-apiserver', 'CN=rke2-server-ca@1650000000', false],
    ['CN=a\\, O=k3s', 'CN=kubernetes', false],
    ['CN=a\\+O=k3s', 'CN=kubernetes', false],
    ['CN=kube-apiserver, O=k3s-like', 'CN=kubernetes', false],
    ['CN=kube-apiserver, OU=k3s', 'CN=kubernetes', false],
    ['', '', false],
  ];
  for (const [subject, issuer, expected] of cases) t.equal(isDynamicListener({ subject, issuer }), expected, subject);
  t.end();
});

void t.test('decoded certificates are recognized', async (t) => {
  const authority = await createAuthority({ commonName: 'k3s-server-ca@1650000000' });
  for (const [commonName, organization, expected] of [
    ['k3s', 'k3s', true],
    ['kube-apiserver', 'system:masters', false],
    ['a, O=k3s', 'x, O=k3s', false],
  ] as const) {
    const decoded = decodeCertificate((await authority.issue({ commonName, organization })).der);
    t.equal(decoded.ok && isDynamicListener(decoded.certificate), expected);
  }
});
