import t from 'tap';
import type { NamedVerdict } from '../../../src/cli/inspect/judge-file.js';
import { inspectExitCode, inspectFile, type InspectRow, judgeNames } from '../../../src/cli/inspect/rows.js';
import type { FoundCertificate } from '../../../src/x509/read-certificates.js';
import { inspectCertificate } from './certificate-fixture.js';

const certificate = inspectCertificate({ dnsNames: ['*.example.com'], ipAddresses: ['10.0.0.1'] });
const row = (source: string, ...names: readonly string[]): InspectRow => ({
  source,
  position: 1,
  certificate,
  names: judgeNames(certificate, names),
});
const error: InspectRow = { source: 'x', position: 1, error: { reason: 'no_certificate', message: 'none' } };

void t.test('names are checked as they are written', (t) => {
  t.same(judgeNames(certificate, ['API.example.com.', '::ffff:10.0.0.1', 'example.com']), [
    { name: 'API.example.com.', covered: true },
    { name: '::ffff:10.0.0.1', covered: true },
    { name: 'example.com', covered: false },
  ]);
  t.end();
});

void t.test('the exit code', (t) => {
  const [good, bad] = ['a.example.com', 'b.org'];
  t.equal(inspectExitCode([]), 0);
  t.equal(inspectExitCode([row('a')]), 0);
  t.equal(inspectExitCode([row('a', good)]), 0);
  t.equal(inspectExitCode([row('a', good, bad)]), 2);
  t.equal(inspectExitCode([row('a', good), error]), 1);
  t.equal(inspectExitCode([row('a', bad), error]), 2, '2 wins');
  t.equal(inspectExitCode([row('a', good), row('b', good)]), 0);
  const issuer: InspectRow = { ...row('a', good), position: 2, names: [{ name: good, covered: false }] };
  t.equal(inspectExitCode([row('a', good), issuer]), 0, 'one certificate of a file is enough');
  t.equal(inspectExitCode([issuer, row('a', good)]), 0, 'in any order');
  t.equal(inspectExitCode([{ ...issuer, source: 'b' }, row('a', good)]), 2, 'but each file counts');
  t.end();
});

void t.test('the exit code of chains', (t) => {
  const message = 'x509: certificate signed by unknown authority';
  const refused = { name: null, verdict: { accepted: false, reason: 'unknown_authority', message } } as const;
  const accepted = { name: null, verdict: { accepted: true, until: 5, paths: [] } } as const;
  const judged = (...verdicts: readonly NamedVerdict[]): InspectRow => ({ ...row('a'), chain: { verdicts } });
  t.equal(inspectExitCode([judged(accepted)]), 0);
  t.equal(inspectExitCode([judged(accepted, refused)]), 2);
  t.equal(inspectExitCode([judged(accepted), error]), 1);
  t.equal(inspectExitCode([{ ...error, chain: { verdicts: [refused] } }]), 2, '2 wins');
  t.equal(inspectExitCode([{ ...row('a'), chain: { notJudged: 'because' } }]), 0);
  t.end();
});

const decoded = inspectCertificate({ dnsNames: ['a'] });
const pem = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const none = (): Promise<readonly []> => Promise.resolve([]);
const tools = { maxBytes: 1024, decode: () => ({ ok: true, certificate: decoded }) as const, readEmbedded: none };
const content = (text: string) => ({ ok: true, bytes: Buffer.from(text) }) as const;

void t.test('a row for each certificate', async (t) => {
  t.same(await inspectFile('x', content(pem + pem), ['a', 'b'], tools), [
    {
      source: 'x',
      position: 1,
      certificate: decoded,
      names: [
        { name: 'a', covered: true },
        { name: 'b', covered: false },
      ],
    },
    {
      source: 'x',
      position: 2,
      certificate: decoded,
      names: [
        { name: 'a', covered: true },
        { name: 'b', covered: false },
      ],
    },
  ]);
});

void t.test('errors are rows', async (t) => {
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

void t.test('the first row has what is decided of the chain', async (t) => {
  const chain = { notJudged: 'because' };
  const judge = (...given: readonly unknown[]) => {
    t.match(given, [[{ position: 1 }, { position: 2 }], ['a']]);
    return chain;
  };
  t.match(await inspectFile('x', content(pem + pem), ['a'], { ...tools, judge }), [{ chain }, { chain: undefined }]);
  const nothing = { ...tools, judge: () => undefined };
  t.strictSame(Object.keys((await inspectFile('x', content(''), ['a'], nothing))[0] ?? {}), [
    'source',
    'position',
    'error',
  ]);
});

void t.test('only files without PEM and DER are searched for embedded certificates', async (t) => {
  const found: readonly (FoundCertificate & { readonly entry: string })[] = [
    { position: 1, entry: 'cluster c', der: Uint8Array.of(0x30, 0) },
    { position: 2, entry: 'user u', error: { reason: 'no_certificate', message: 'none' } },
  ];
  const embedding = { ...tools, readEmbedded: () => Promise.resolve(found) };
  t.same(await inspectFile('x', content('users: []'), [], embedding), [
    { source: 'x', position: 1, entry: 'cluster c', certificate: decoded, names: [] },
    { source: 'x', position: 2, entry: 'user u', error: { reason: 'no_certificate', message: 'none' } },
  ]);
  const refusing = { ...tools, readEmbedded: () => Promise.reject(new Error('not to be asked')) };
  t.equal((await inspectFile('x', content(pem), [], refusing)).length, 1);
});
