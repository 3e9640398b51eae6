import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { findCertificates } from '../../src/files/find-certificates.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const { pem } = authority;
const der = Buffer.from(authority.der);
const unused = () => Promise.reject(new Error('not asked'));

void t.test('PEM and DER are taken as they are, also broken', async (t) => {
  t.same(await findCertificates(Buffer.from(pem), unused), [{ position: 1, der }]);
  t.same(await findCertificates(der, unused), [{ position: 1, der }]);
  t.match(await findCertificates(Buffer.from(pem.slice(0, -10)), unused), [{ error: { reason: 'pem_malformed' } }]);
});

void t.test('what stands in YAML takes the place of nothing', async (t) => {
  const embedded = [{ position: 1, der, entry: 'user admin' }];
  t.same(await findCertificates(Buffer.from('a: b'), () => Promise.resolve(embedded)), embedded);
  t.match(await findCertificates(Buffer.from('a: b'), () => Promise.resolve([])), [
    { error: { reason: 'no_certificate' } },
  ]);
});
