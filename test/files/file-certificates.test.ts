import fc from 'fast-check';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { findCertificates, labelCertificates } from '../../src/files/file-certificates.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const { pem } = authority;
const der = Buffer.from(authority.der);
const unused = () => Promise.reject(new Error('not asked'));

void t.test('PEM and DER are taken as they are, also broken', async (t) => {
  t.same(await findCertificates(Buffer.from(pem), unused), [{ position: 1, der }]);
  t.same(await findCertificates(der, unused), [{ position: 1, der }]);
  t.match(await findCertificates(Buffer.from(pem.slice(0, -10)), unused), [{ error: { reason: 'pem_malformed' } }]);
});

void t.test('certificates in YAML are found where there is nothing else', async (t) => {
  const embedded = [{ position: 1, der, entry: 'user admin' }];
  t.same(await findCertificates(Buffer.from('a: b'), () => Promise.resolve(embedded)), embedded);
  t.match(await findCertificates(Buffer.from('a: b'), () => Promise.resolve([])), [
    { error: { reason: 'no_certificate' } },
  ]);
});

void t.test('text in UTF-16 without a byte order mark says so', async (t) => {
  const nothing = () => Promise.resolve([]);
  for (const text of [pem, 'kind: Config']) {
    const error = { reason: 'no_certificate', message: /^UTF-16 text without a byte order mark: save it as UTF-8/ };
    t.match(await findCertificates(Buffer.from(text, 'utf16le'), nothing), [{ error }]);
  }
});

const labels = (...entries: readonly (string | undefined)[]): readonly string[] =>
  labelCertificates(entries.map((entry, at) => ({ position: at + 1, ...(entry === undefined ? {} : { entry }) }))).map(
    ({ label }) => label,
  );

void t.test('positions in a bundle, names in a kubeconfig', (t) => {
  t.same(labels(undefined, undefined), ['1', '2']);
  t.same(labels('cluster kubernetes', 'user kubernetes-admin'), ['cluster kubernetes', 'kubernetes-admin']);
  t.same(labels('user system:node:user 1', 'user '), ['system:node:user 1', 'user ']);
  t.end();
});

void t.test('a later certificate under the same name gets its position', (t) => {
  t.same(labels('user a', 'user a', 'user a (2)'), ['a', 'a (2)', 'a (2) (3)']);
  t.same(labels('cluster a', 'user cluster a'), ['cluster a', 'cluster a (2)']);
  t.end();
});

void t.test('no two are alike', (t) => {
  const entry = fc.option(fc.constantFrom('user 1', 'user 2', 'user 2 (2)', 'user 2 (2) (3)', 'user'), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => new Set(labels(...entries)).size === entries.length),
  );
  t.end();
});
