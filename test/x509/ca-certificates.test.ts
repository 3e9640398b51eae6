import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import t from 'tap';
import { readCaCertificates } from '../../src/x509/ca-certificates.js';

const [one = '', two = ''] = rootCertificates;
const derOf = (pem: string) => new X509Certificate(pem).raw;

void t.test('a CA is read from DER, and from PEM with other text around it', (t) => {
  t.same(readCaCertificates(Buffer.from(`# ours\n${one}\n\n${two}\n`)), {
    ok: true,
    certificates: [derOf(one), derOf(two)],
  });
  t.same(readCaCertificates(derOf(one)), { ok: true, certificates: [derOf(one)] });
  t.end();
});

void t.test('files that are not a CA are refused', (t) => {
  const notOne = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
  const table: readonly [text: string, message: string][] = [
    ['', 'no certificate, neither PEM nor DER'],
    ['foo', 'no certificate, neither PEM nor DER'],
    [key, 'no certificate, neither PEM nor DER'],
    [`${one}\n${notOne}`, 'certificate 2: cannot be decoded'],
    [`${one}\n${two.slice(0, 200)}`, 'certificate 2: BEGIN CERTIFICATE without its END'],
    [one.replace('MII', 'M*I'), 'certificate 1: CERTIFICATE: broken base64'],
  ];
  for (const [text, message] of table) {
    t.same(readCaCertificates(Buffer.from(text)), { ok: false, message }, text.slice(0, 40));
  }
  t.end();
});
