import t from 'tap';
import { extensionValue, readCertificateParts } from '../../src/x509/certificate-parts.js';
import {
  buildCertificate,
  type CertificateShape,
  dns,
  extension,
  oids,
  sequence,
  subjectAltName,
  time,
  tlv,
  validity,
} from './der-builder.js';

const read = (shape: CertificateShape) => readCertificateParts(buildCertificate(shape));
const subjectAltNameOid = '2.5.29.17';
const version = (number: number): Buffer => tlv(0xa0, tlv(2, [number]));
const san = subjectAltName(dns('a'));

void t.test('the parts of a valid certificate', (t) => {
  const parts = read({
    serialNumber: [0x0a, 0xbc],
    validity: validity('200101000000Z', '300101000000Z'),
    extensions: [san],
  });
  t.same([...parts.serialNumber], [0x0a, 0xbc]);
  t.same(parts.validity, { notBefore: 1_577_836_800, notAfter: 1_893_456_000 });
  t.same(Buffer.from(parts.signatureAlgorithm), tlv(6, oids.ecdsaSha256));
  t.same([parts.issuer.tag, parts.subject.tag, parts.publicKeyInfo.tag], [0x30, 0x30, 0x30]);
  t.same(Buffer.from(extensionValue(parts, subjectAltNameOid) ?? []), sequence(dns('a')));
  t.equal(extensionValue(parts, '2.5.29.19'), undefined);
  t.end();
});

void t.test('only version 3 has extensions', (t) => {
  const extensions = [san];
  t.equal(read({ extensions, version: version(2) }).extensions.length, 1);
  for (const old of [version(1), version(0), []]) t.same(read({ extensions, version: old }).extensions, []);
  t.same(read({ rest: [] }).extensions, [], 'none at all');
  t.same(read({ extensions: [] }).extensions, [], 'an empty list');
  t.end();
});

void t.test('unique identifiers are ignored', (t) => {
  const list = tlv(0xa3, sequence(san));
  for (const rest of [
    [tlv(0x81, [0]), list],
    [tlv(0x82, [0]), list],
    [tlv(0x81, [0]), tlv(0x82, [0]), list],
  ]) {
    t.equal(read({ rest }).extensions.length, 1);
  }
  t.end();
});

void t.test('a critical extension, and one that is present twice', (t) => {
  const critical = extension(oids.keyUsage, tlv(3, [5, 0xa0]), tlv(1, [0xff]));
  t.same(Buffer.from(extensionValue(read({ extensions: [critical] }), '2.5.29.15') ?? []), tlv(3, [5, 0xa0]));
  const twice = read({ extensions: [san, critical, san] });
  t.throws(() => extensionValue(twice, subjectAltNameOid), { message: 'extension 2.5.29.17: present twice' });
  t.ok(extensionValue(twice, '2.5.29.15'), 'others stay readable');
  t.end();
});

void t.test('an error names the malformed part', (t) => {
  const shapes: Readonly<Record<string, CertificateShape>> = {
    'version: not 1, 2 or 3': { version: version(3) },
    'version: missing': { version: tlv(0xa0) },
    'version: not an INTEGER in its shortest form': { version: tlv(0xa0, tlv(2, [])) },
    'serialNumber: not an INTEGER in its shortest form': { serialNumber: [0, 1] },
    'issuer: not of the expected type': { issuer: tlv(0x31) },
    'validity: not of the expected type': { validity: time('20200101000000Z') },
    'notAfter: missing': { validity: sequence(time('20200101000000Z')) },
    'subject: not of the expected type': { subject: tlv(5) },
    'subjectPublicKeyInfo: not of the expected type': { publicKey: tlv(5) },
    'extensions: not of the expected type': { rest: [tlv(0xa4)] },
    'extensions: missing': { rest: [tlv(0xa3)] },
    'tbsCertificate: a field that RFC 5280 does not define': { rest: [tlv(0xa3, sequence()), tlv(5)] },
    'tbsCertificate: ends too early': { rest: [[0xa3]] },
    'extension: not of the expected type': { extensions: [tlv(5)] },
    'extnID: missing': { extensions: [sequence()] },
    'extnID: not an OBJECT IDENTIFIER': { extensions: [extension([0x81], [])] },
    'extension 2.5.29.17: missing': { extensions: [sequence(tlv(6, oids.subjectAltName))] },
    'extension 2.5.29.17: not of the expected type': {
      extensions: [sequence(tlv(6, oids.subjectAltName), tlv(5))],
    },
  };
  for (const [message, shape] of Object.entries(shapes)) t.throws(() => read(shape), { name: 'MalformedDer', message });
  t.throws(() => read({ serialNumber: [0xff, 0x80] }), { message: /^serialNumber/ });
  t.throws(() => read({ serialNumber: [] }), { message: /^serialNumber/ });
  t.doesNotThrow(() => read({ serialNumber: [0xff, 0x7f] }));
  t.doesNotThrow(() => read({ serialNumber: [0, 0x80] }));
  t.doesNotThrow(() => read({ serialNumber: [0] }));
  t.end();
});

void t.test('the outer shape', (t) => {
  const sound = buildCertificate();
  const cases: readonly (readonly [bytes: Uint8Array, message: string])[] = [
    [Buffer.concat([sound, Buffer.of(0)]), 'certificate: bytes after its end'],
    [sound.subarray(0, -1), 'certificate: ends too early'],
    [tlv(0x31), 'certificate: not of the expected type'],
    [sequence(sequence()), 'signatureAlgorithm: missing'],
    [sequence(sequence(), sequence()), 'signatureValue: missing'],
    [sequence(tlv(5), sequence(), tlv(3)), 'tbsCertificate: not of the expected type'],
    [sequence(sequence(), sequence(), tlv(3)), 'serialNumber: missing'],
  ];
  for (const [bytes, message] of cases) t.throws(() => readCertificateParts(bytes), { message });
  t.end();
});
