import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { readCaCertificates } from '../../src/x509/ca-certificates.js';
import { rootPool } from '../../src/x509/go-certificate-pool.js';

const [one = '', two = ''] = rootCertificates;
const derOf = (pem: string) => new X509Certificate(pem).raw;

void t.test('a CA is read from DER, and from PEM with other text around it', (t) => {
  t.same(readCaCertificates(Buffer.from(`# ours\n${one}\n\n${two}\n`)), {
    ok: true,
    certificates: [derOf(one), derOf(two)],
    isCut: false,
  });
  t.same(readCaCertificates(derOf(one)), { ok: true, certificates: [derOf(one)], isCut: false });
  t.end();
});

const notOne = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

void t.test('files that are not a CA are refused', (t) => {
  const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
  const table: readonly [text: string, message: string][] = [
    ['', 'no certificate, neither PEM nor DER'],
    ['foo', 'no certificate, neither PEM nor DER'],
    [key, 'no certificate, neither PEM nor DER'],
    [notOne, 'certificate 1: x509: malformed certificate'],
    [one.replace('MII', 'M*I'), 'certificate 1: CERTIFICATE: broken base64'],
    [`${notOne}${two.slice(0, 200)}`, 'certificate 1: x509: malformed certificate'],
    [one.repeat(2001), 'certificate 2001: more than 2000: the rest is left out'],
  ];
  for (const [text, message] of table) {
    t.same(readCaCertificates(Buffer.from(text)), { ok: false, message }, text.slice(0, 40));
  }
  t.end();
});

void t.test('what Go cannot read is no error beside what it can, although OpenSSL can read it', async (t) => {
  const extension = { oid: '1.3.6.1.4.1.99999.1', value: Uint8Array.of(5, 0) };
  const doubled = await createAuthority({ commonName: 'odd', extensions: [extension, extension] });
  const refusal = 'x509: certificate contains duplicate extension with OID "1.3.6.1.4.1.99999.1"';
  t.same(readCaCertificates(doubled.der), { ok: false, message: `certificate 1: ${refusal}` });
  for (const text of [
    `${doubled.pem}\n${one}\n`,
    `${one}\n${notOne}`,
    `${two.slice(0, 200)}\n${one}`,
    `${one}\n${two.slice(0, 200)}`,
    `${two.replace('MII', 'M*I')}\n${one}`,
  ]) {
    const read = readCaCertificates(Buffer.from(text));
    const readable = read.ok ? rootPool(read.certificates).certificates.map(({ raw }) => Buffer.from(raw)) : [];
    t.same(readable, [derOf(one)]);
  }
});
