import t from 'tap';
import { inspectFile } from '../../src/cli/inspect-file.js';
import type { FoundCertificate } from '../../src/x509/read-certificates.js';
import { inspectCertificate } from './inspect-certificate.js';

const certificate = inspectCertificate({ dnsNames: ['a'] });
const pem = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const none = (): Promise<readonly []> => Promise.resolve([]);
const tools = { maxBytes: 1024, decode: () => ({ ok: true, certificate }) as const, readEmbedded: none };
const content = (text: string) => ({ ok: true, bytes: Buffer.from(text) }) as const;

void t.test('a row for each certificate', async (t) => {
  t.same(await inspectFile('x', content(pem + pem), ['a', 'b'], tools), [
    {
      source: 'x',
      position: 1,
      certificate,
      names: [
        { name: 'a', covered: true },
        { name: 'b', covered: false },
      ],
    },
    {
      source: 'x',
      position: 2,
      certificate,
      names: [
        { name: 'a', covered: true },
        { name: 'b', covered: false },
      ],
    },
  ]);
});

void t.test('what went wrong is a row', async (t) => {
  t.same(await inspectFile('x', { ok: false, failure: 'missing' }, [], tools), [
    { source: 'x', position: 1, error: { reason: 'file_missing', message: 'no such file' } },
  ]);
  t.match(await inspectFile('x', { ok: false, failure: 'not_a_file' }, [], tools), [
    { error: { reason: 'file_not_a_file', message: /; - reads standard input$/ } },
  ]);
  t.match(await inspectFile('x', { ok: false, failure: 'too_large' }, [], tools), [
    { error: { reason: 'file_too_large', message: 'larger than 1024 bytes' } },
  ]);
  const decode = () => ({ ok: false, reason: 'certificate_malformed', message: 'odd' }) as const;
  t.same(await inspectFile('x', content(pem), [], { ...tools, decode }), [
    { source: 'x', position: 1, error: { reason: 'certificate_malformed', message: 'odd' } },
  ]);
  t.match(await inspectFile('x', content(''), [], tools), [{ position: 1, error: { reason: 'no_certificate' } }]);
});

void t.test('only what holds neither PEM nor DER is searched for embedded certificates', async (t) => {
  const found: readonly (FoundCertificate & { readonly entry: string })[] = [
    { position: 1, entry: 'cluster c', der: Uint8Array.of(0x30, 0) },
    { position: 2, entry: 'user u', error: { reason: 'no_certificate', message: 'none' } },
  ];
  const embedding = { ...tools, readEmbedded: () => Promise.resolve(found) };
  t.same(await inspectFile('x', content('users: []'), [], embedding), [
    { source: 'x', position: 1, entry: 'cluster c', certificate, names: [] },
    { source: 'x', position: 2, entry: 'user u', error: { reason: 'no_certificate', message: 'none' } },
  ]);
  const refusing = { ...tools, readEmbedded: () => Promise.reject(new Error('not to be asked')) };
  t.equal((await inspectFile('x', content(pem), [], refusing)).length, 1);
});
