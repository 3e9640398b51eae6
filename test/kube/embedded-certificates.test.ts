import fc from 'fast-check';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { embeddedCertificates } from '../../src/kube/embedded-certificates.js';
import { base64 } from '../fixtures/base64.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const cluster = (name: string) =>
  `clusters: [{name: ${name}, cluster: {certificate-authority-data: ${base64(authority.pem)}}}]\n`;
const secret = (name: string) => `kind: Secret\nmetadata: {name: ${name}}\ndata: {ca.crt: ${base64(authority.pem)}}\n`;
const found = (bytes: Uint8Array | string) =>
  embeddedCertificates(Buffer.from(bytes)).map(({ position, entry }) => `${position} ${entry}`);

void t.test('a kubeconfig: its first document, in any encoding', (t) => {
  t.same(found(cluster('a')), ['1 cluster a']);
  t.same(found(`${cluster('a')}---\n${cluster('b')}`), ['1 cluster a']);
  t.same(found(Buffer.from(`\ufeff${cluster('a')}`, 'utf16le')), ['1 cluster a']);
  t.same(found(`${cluster('a')}${cluster('b')}`), ['1 cluster b'], 'the last of two equal keys');
  t.end();
});

void t.test('Secrets: each document', (t) => {
  t.same(found(`${secret('a')}---\n${secret('b')}...\n---\nkind: Pod\n---\n${secret('c')}`), [
    '1 secret a, ca.crt',
    '2 secret b, ca.crt',
    '3 secret c, ca.crt',
  ]);
  t.same(found(`${secret('a')}---\n{{\n---\n${secret('b')}`), ['1 secret a, ca.crt'], 'up to one that cannot be read');
  t.end();
});

void t.test('other files contain none', (t) => {
  const texts = [
    '',
    'hello',
    'client-: [',
    'kind: Secret',
    'users: client-',
    '[certificate-authority]',
    '\u0000Secret kind',
  ];
  for (const text of texts) t.same(found(text), [], text);
  t.same(found(Buffer.alloc(4 * 1024 * 1024 + 1, '# certificate-authority-data\n')), []);
  fc.assert(fc.property(fc.uint8Array(), (bytes) => embeddedCertificates(bytes).length === 0));
  t.end();
});
