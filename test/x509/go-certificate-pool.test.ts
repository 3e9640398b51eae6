import t from 'tap';
import { certificatePool, rootPool } from '../../src/x509/go-certificate-pool.js';
import { buildCertificate } from './der-builder.js';
import { goCertificate, nameOf, readGo } from './go-fixture.js';

const [a, b] = [nameOf('a'), nameOf('b')];
const child = goCertificate({ rawIssuer: a });

void t.test('parents are those of the right name', (t) => {
  const [one, other] = [a, b].map((subject) => readGo(buildCertificate({ subject })));
  const pool = certificatePool([one!, other!]);
  t.same(pool.parentsOf(child), [one]);
  t.same(pool.parentsOf(goCertificate({ rawIssuer: nameOf('c') })), []);
  t.same(pool.certificates, [one, other]);
  t.end();
});

void t.test('parents whose key identifier agrees come first, those with another one last', (t) => {
  const parent = (serial: number, ...subjectKeyId: readonly number[]) => ({
    ...readGo(buildCertificate({ subject: a, serialNumber: [serial] })),
    subjectKeyId: Uint8Array.from(subjectKeyId),
  });
  const pool = certificatePool([parent(1, 9), parent(2), parent(3, 7), parent(4, 9), parent(5), parent(6, 7)]);
  const order = (...authorityKeyId: readonly number[]) =>
    pool
      .parentsOf({ ...child, authorityKeyId: Uint8Array.from(authorityKeyId) })
      .map(({ serialNumber }) => Number(serialNumber));
  t.same(order(7), [3, 6, 2, 5, 1, 4], 'in the order of the pool where they are alike');
  t.same(order(9), [1, 4, 2, 5, 3, 6]);
  t.same(order(8), [2, 5, 1, 3, 4, 6]);
  t.same(order(), [2, 5, 1, 3, 4, 6], 'none agrees with none');
  t.end();
});

void t.test('a certificate counts once', (t) => {
  const ders = [1, 1, 2].map((serial) => buildCertificate({ subject: a, serialNumber: [serial] }));
  const pool = rootPool(ders);
  t.same(
    pool.parentsOf(child).map(({ serialNumber }) => serialNumber),
    [1n, 2n],
  );
  t.equal(pool.has(readGo(ders[0]!)), true);
  t.equal(pool.has(readGo(buildCertificate({ subject: a, serialNumber: [3] }))), false);
  t.end();
});

void t.test('a CA that Go cannot read is left out', (t) => {
  const [good, negative] = [1, 0x80].map((serial) => buildCertificate({ subject: a, serialNumber: [serial] }));
  const pool = rootPool([negative!, Uint8Array.of(1), good!]);
  t.equal(pool.certificates.length, 1);
  t.same(Buffer.from(pool.parentsOf(child)[0]?.raw ?? []), good);
  t.same(rootPool([]).parentsOf(child), []);
  t.end();
});
