import t, { type Test } from 'tap';
import { readGoCertificate } from '../../src/x509/go-certificate.js';
import { buildCertificate, type CertificateShape, dns, oids, sequence, subjectAltName, tlv } from './der-builder.js';
import { createParty, issueCa, readGo } from './go-fixture.js';

const messageOf = (der: Uint8Array): string | undefined => {
  const reading = readGoCertificate(der);
  return reading.ok ? undefined : reading.error;
};
const refuses = (t: Test, shape: CertificateShape, message: string): void =>
  void t.equal(messageOf(buildCertificate(shape)), `x509: ${message}`);

void t.test('what verification uses of a certificate', (t) => {
  const party = createParty('kubernetes');
  const der = issueCa(party, { serialNumber: [0x7f, 1], extensions: [subjectAltName(dns('a.b'))] });
  const found = readGo(der);
  t.match(found, {
    version: 3,
    serialNumber: 0x7f01n,
    signatureAlgorithm: { name: 'ECDSA-SHA256' },
    subject: { commonName: 'kubernetes', organization: undefined },
    publicKey: { kind: 'ECDSA' },
    notBefore: Date.UTC(2020, 0, 1) / 1000,
    notAfter: Date.UTC(2030, 0, 1) / 1000,
    dnsNames: ['a.b'],
    basicConstraints: { isCa: true },
  });
  t.same(
    found.extensions.map(({ oid }) => oid),
    ['2.5.29.19', '2.5.29.17'],
  );
  const parts = [found.raw, found.rawSubject, found.rawIssuer, found.rawPublicKeyInfo];
  t.same(
    parts.map((part) => Buffer.from(part)),
    [der, party.name, party.name, party.publicKey].map((part) => Buffer.from([...part])),
  );
  t.end();
});

void t.test('versions', (t) => {
  const version = (...value: readonly number[]): CertificateShape => ({ version: tlv(0xa0, tlv(2, value)), rest: [] });
  const versionOf = (shape: CertificateShape): number => readGo(buildCertificate(shape)).version;
  t.equal(versionOf({ version: [], rest: [] }), 1, 'none given');
  t.same(
    [0, 1, 2].map((value) => versionOf(version(value))),
    [1, 2, 3],
  );
  refuses(t, version(3), 'invalid version');
  refuses(t, version(0x7f, ...Array<number>(6).fill(0xff), 0xfe), 'invalid version');
  refuses(t, version(0xff), 'malformed version');
  refuses(t, version(0, 0x80, ...Array<number>(7).fill(0)), 'malformed version');
  refuses(t, { version: tlv(0xa0, tlv(2, [2]), tlv(5)) }, 'malformed version');
  refuses(t, { version: tlv(0xa0) }, 'malformed version');
  const highest = version(0x7f, ...Array<number>(7).fill(0xff));
  t.equal(versionOf(highest), -(2 ** 63), 'the highest 64-bit number overflows, as in Go');
  t.end();
});

void t.test('only version 3 has extensions', (t) => {
  const count = (value: number) =>
    readGo(buildCertificate({ version: tlv(0xa0, tlv(2, [value])), extensions: [subjectAltName(dns('a'))] })).extensions
      .length;
  t.same([0, 1, 2].map(count), [0, 0, 1]);
  const ids = [tlv(0x81, [0, 1]), tlv(0x82, [0, 1])];
  t.equal(readGo(buildCertificate({ rest: [...ids, tlv(0xa3, sequence())] })).extensions.length, 0);
  t.equal(readGo(buildCertificate({ rest: [] })).extensions.length, 0);
  refuses(t, { rest: [[0x81, 5]] }, 'malformed issuerUniqueID');
  refuses(t, { rest: [[0x82, 5]] }, 'malformed subjectUniqueID');
  refuses(t, { version: tlv(0xa0, tlv(2, [1])), rest: [[0x82, 5]] }, 'malformed subjectUniqueID');
  t.equal(messageOf(buildCertificate({ version: [], rest: [[0x81, 5]] })), undefined, 'version 1 has no such fields');
  t.end();
});

void t.test('serial numbers', (t) => {
  refuses(t, { serialNumber: [0x80] }, 'negative serial number');
  refuses(t, { serialNumber: [0xff, 1] }, 'negative serial number');
  refuses(t, { serialNumber: [] }, 'malformed serial number');
  refuses(t, { serialNumber: [0, 1] }, 'malformed serial number');
  t.equal(readGo(buildCertificate({ serialNumber: [0] })).serialNumber, 0n);
  t.end();
});

void t.test('the two algorithms must agree, and there must be a signature', (t) => {
  const [algorithm, other] = [sequence(tlv(6, oids.ecdsaSha256)), sequence(tlv(6, oids.ecdsaSha256), tlv(5))];
  const tbs = readGo(buildCertificate()).rawTbs;
  t.equal(
    messageOf(sequence(tbs, other, tlv(3, [0]))),
    "x509: inner and outer signature algorithm identifiers don't match",
  );
  t.equal(messageOf(sequence(tbs)), 'x509: malformed algorithm identifier');
  t.equal(messageOf(sequence(tbs, algorithm)), 'x509: malformed signature');
  t.equal(messageOf(sequence(tbs, algorithm, tlv(3, [8]))), 'x509: malformed signature');
  t.same(
    [...readGo(sequence(tbs, algorithm, tlv(3, [4, 0x12, 0x30]), tlv(5))).signature],
    [0x01, 0x23],
    'moved to the right',
  );
  t.end();
});
