import fc from 'fast-check';
import t, { type Test } from 'tap';
import { readGoCertificate } from '../../src/x509/go-certificate.js';
import {
  buildCertificate,
  type CertificateShape,
  dns,
  extension,
  oids,
  rdn,
  sequence,
  subjectAltName,
  time,
  tlv,
  validity,
} from './der-builder.js';
import { createParty, issueCa, ip, standard, uri } from './go-fixture.js';

const messageOf = (der: Uint8Array): string | undefined => {
  const reading = readGoCertificate(der);
  return reading.ok ? undefined : reading.error;
};
const refuses = (t: Test, shape: CertificateShape, message: string): void =>
  void t.equal(messageOf(buildCertificate(shape)), `x509: ${message}`);

void t.test('fields that cannot be read', (t) => {
  const never = validity('20200101000000Z', '20300101000000Z');
  refuses(t, { algorithm: tlv(0x31) }, 'malformed signature algorithm identifier');
  refuses(t, { algorithm: sequence() }, 'malformed OID');
  refuses(t, { algorithm: sequence(tlv(6, [0x2a]), [5]) }, 'malformed parameters');
  refuses(t, { issuer: tlv(0x31) }, 'malformed issuer');
  refuses(t, { issuer: sequence(tlv(5)) }, 'invalid RDNSequence');
  refuses(t, { validity: tlv(5) }, 'malformed validity');
  refuses(t, { validity: sequence(tlv(5)) }, 'unsupported time format');
  refuses(t, { validity: sequence(time('20200101000000Z')) }, 'unsupported time format');
  refuses(t, { validity: sequence(time('200230000000Z'), never) }, 'malformed UTCTime');
  refuses(t, { validity: sequence(time('20200101000000.5Z'), never) }, 'malformed GeneralizedTime');
  refuses(t, { validity: sequence([0x17, 9]) }, 'malformed UTCTime');
  refuses(t, { subject: tlv(0x31) }, 'malformed issuer');
  refuses(
    t,
    { subject: sequence(rdn(oids.commonName, 'é', 0x13)) },
    'invalid RDNSequence: invalid attribute value: invalid PrintableString',
  );
  refuses(t, { publicKey: tlv(5) }, 'malformed spki');
  refuses(t, { publicKey: sequence(tlv(5)) }, 'malformed public key algorithm identifier');
  refuses(t, { publicKey: sequence(sequence()) }, 'malformed OID');
  refuses(t, { publicKey: sequence(sequence(tlv(6, [0x2a])), tlv(4)) }, 'malformed subjectPublicKey');
  refuses(t, { publicKey: sequence(sequence(tlv(6, oids.rsa)), tlv(3, [0])) }, 'RSA key missing NULL parameters');
  t.end();
});

void t.test('extensions that cannot be read', (t) => {
  refuses(t, { rest: [tlv(0xa3)] }, 'malformed extensions');
  refuses(t, { rest: [[0xa3, 5]] }, 'malformed extensions');
  refuses(t, { extensions: [tlv(5)] }, 'malformed extension');
  refuses(t, { extensions: [sequence()] }, 'malformed extension OID field');
  refuses(t, { extensions: [sequence(tlv(6, [0x2a]), tlv(1, [7]))] }, 'malformed extension critical field');
  refuses(t, { extensions: [sequence(tlv(6, [0x2a]))] }, 'malformed extension value field');
  const twice = [extension([0x2a, 3], []), extension([0x2a, 3], [1])];
  refuses(t, { extensions: twice }, 'certificate contains duplicate extension with OID "1.2.3"');
  refuses(t, { extensions: [extension(standard(15), [])] }, 'invalid key usage');
  t.end();
});

void t.test('the frame', (t) => {
  const der = buildCertificate();
  t.equal(messageOf(Buffer.concat([der, Buffer.of(0)])), 'x509: trailing data');
  for (const bad of [new Uint8Array(), tlv(5), der.subarray(0, -1)])
    t.equal(messageOf(bad), 'x509: malformed certificate');
  for (const bad of [sequence(), sequence(tlv(5))]) t.equal(messageOf(bad), 'x509: malformed tbs certificate');
  t.equal(messageOf(sequence(sequence())), 'x509: malformed serial number');
  t.end();
});

void t.test('any change of a certificate is read or refused with a message', (t) => {
  const der = issueCa(createParty('a'), {
    extensions: [subjectAltName(dns('a.b'), uri('x://y'), ip(1, 2, 3, 4))],
  });
  const edit = fc.tuple(fc.nat(der.length - 1), fc.nat(255), fc.constantFrom('set', 'insert', 'delete'));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const bytes = [...der];
      for (const [at, octet, kind] of edits)
        bytes.splice(at, kind === 'insert' ? 0 : 1, ...(kind === 'delete' ? [] : [octet]));
      const reading = readGoCertificate(Uint8Array.from(bytes));
      return reading.ok
        ? reading.certificate.raw.length === bytes.length
        : /^(x509|ecdsa|invalid|P\d+|parse)/.test(reading.error);
    }),
    { numRuns: 2000 },
  );
  t.end();
});
