import fc from 'fast-check';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { maxCertificates, decodeContent } from '../../src/files/decode-content.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { base64 } from '../fixtures/base64.js';
import { kubeconfigText } from './kubeconfig-text.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const leaf = await authority.issue({ commonName: 'kube-apiserver' });
const admin = kubeconfigText('kubernetes-admin', authority.pem, leaf.pem);
const publicKey = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n';

/** Outcome in short, and [label, CN] of each certificate. */
async function read(content: string | Uint8Array) {
  const { outcome, certificates } = await decodeContent(Buffer.from(content), decodeCertificate);
  const short = outcome.state === 'failed' ? `${outcome.reason}: ${outcome.message}` : outcome.state;
  return [short, ...certificates.map(({ label, certificate }) => `${label} ${certificate.subjectCommonName ?? ''}`)];
}

void t.test('PEM, DER and kubeconfigs', async (t) => {
  t.same(await read(leaf.pem), ['read', '1 kube-apiserver']);
  t.same(await read(leaf.chain.join('\n')), ['read', '1 kube-apiserver', '2 kubernetes']);
  t.same(await read(leaf.der), ['read', '1 kube-apiserver']);
  t.same(await read(`${leaf.pem}\n${leaf.key}\n`), ['read', '1 kube-apiserver']);
  t.same(await read(admin), ['read', 'cluster kubernetes kubernetes', 'kubernetes-admin kube-apiserver']);
});

void t.test('the manifest of a Secret, and a kubeconfig in UTF-16', async (t) => {
  const secret = (data: object) => JSON.stringify({ kind: 'Secret', metadata: { name: 'a' }, ...data });
  const tls = { 'tls.crt': base64(leaf.pem), 'tls.key': base64(leaf.key) };
  t.same(await read(secret({ data: tls })), ['read', 'secret a, tls.crt kube-apiserver']);
  t.same(await read(secret({ data: { value: base64(admin) } })), [
    'read',
    'secret a, value, cluster kubernetes kubernetes',
    'secret a, value, user kubernetes-admin kube-apiserver',
  ]);
  t.same(await read(`${secret({ data: tls })}\n---\n${secret({ stringData: { ca: authority.pem } })}`), [
    'read',
    'secret a, tls.crt kube-apiserver',
    'secret a, ca kubernetes',
  ]);
  t.same(await read(Buffer.from(`\ufeff${admin}`, 'utf16le')), [
    'read',
    'cluster kubernetes kubernetes',
    'kubernetes-admin kube-apiserver',
  ]);
});

void t.test('a kubeconfig in UTF-16 without certificates', async (t) => {
  const text = '\ufeffclusters: []\nusers: [{name: a, user: {token: t}}]\n';
  t.same(await read(Buffer.from(text, 'utf16le')), ['read']);
});

void t.test('UTF-16 without a byte order mark', async (t) => {
  const { outcome } = await decodeContent(Buffer.from('kind: Config', 'utf16le'), decodeCertificate);
  t.match(outcome, { state: 'failed', reason: 'no_certificate', message: /^UTF-16 text without a byte order mark/ });
});

void t.test('keys are passed over', async (t) => {
  t.same(await read(leaf.key), ['skipped']);
  t.same(await read(publicKey), ['skipped']);
  t.notMatch(JSON.stringify(await decodeContent(Buffer.from(leaf.key), decodeCertificate)), /[A-Za-z0-9+/]{20}/);
});

void t.test('a kubeconfig without embedded certificates is as it should be', async (t) => {
  const text = 'apiVersion: v1\nkind: Config\nclusters: []\nusers: [{name: a, user: {token: t}}]\n';
  t.same(await read(text), ['read']);
});

void t.test('what is wrong, and the certificates that could be read anyway', async (t) => {
  const halfWritten =
    'half_written: has a block that begins and does not end: the file is being written, or was cut off';
  const request = '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n';
  const broken = leaf.pem.replace(/\n[^-]{10}/, '\n??????????');
  const bundle = `${broken}\n${leaf.pem}\n${broken}`;
  const table: readonly [content: string | Uint8Array, ...expected: (string | RegExp)[]][] = [
    ['', 'empty: empty'],
    [' \n\n', 'empty: empty'],
    ['hello', 'no_certificate: holds neither a certificate nor a key'],
    [request, 'no_certificate: holds neither a certificate nor a key'],
    [leaf.pem.slice(0, -40), halfWritten],
    [leaf.key.slice(0, -40), halfWritten],
    [`${leaf.pem}\n${authority.pem.slice(0, 100)}`, halfWritten, '1 kube-apiserver'],
    [`${leaf.pem}\n${leaf.key.slice(0, 100)}`, halfWritten, '1 kube-apiserver'],
    [admin.slice(0, admin.indexOf('contexts')), halfWritten, 'cluster kubernetes kubernetes'],
    ['clusters:\n- cluster: {', halfWritten],
    [leaf.der.slice(0, -1), /^malformed: certificate 1: /],
    [broken, 'malformed: certificate 1: CERTIFICATE: broken base64'],
    [bundle, 'malformed: certificate 1: CERTIFICATE: broken base64 (and 1 more)', '2 kube-apiserver'],
    ['clusters: []\nusers: [', /^malformed: not valid YAML/],
    [
      kubeconfigText('kubernetes-admin', authority.pem, 'no PEM'),
      'malformed: certificate kubernetes-admin: neither PEM nor DER of a certificate',
      'cluster kubernetes kubernetes',
    ],
  ];
  for (const [content, ...expected] of table) {
    const found = await read(content);
    t.equal(found.length, expected.length);
    t.match(found, expected);
  }
});

void t.test('a bundle that is too large is cut', async (t) => {
  const [outcome, ...certificates] = await read(leaf.pem.concat('\n').repeat(maxCertificates + 1));
  t.equal(outcome, 'too_many_certificates: holds more than 200 certificates: the rest is left out');
  t.equal(certificates.length, maxCertificates);
});

void t.test('any bytes, and any cut of real ones, have an outcome', async () => {
  const texts = [leaf.chain.join('\n'), admin, `${leaf.pem}\n${leaf.key}`];
  const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(6000)).map(([text, end]) => Buffer.from(text.slice(0, end)));
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
      const { outcome } = await decodeContent(bytes, decodeCertificate);
      return ['read', 'skipped', 'failed'].includes(outcome.state);
    }),
  );
});
