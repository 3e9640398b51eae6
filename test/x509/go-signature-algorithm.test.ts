import t from 'tap';
import { goSignatureAlgorithm } from '../../src/x509/go-signature-algorithm.js';
import { type Bytes, sequence, tlv } from './der-builder.js';

const nullParameters = tlv(5);

void t.test('the algorithms that Go knows', (t) => {
  const cases: readonly (readonly [oid: string, name: string, key: string, hash: string | undefined])[] = [
    ['1.2.840.113549.1.1.4', 'MD5-RSA', 'RSA', 'MD5'],
    ['1.2.840.113549.1.1.5', 'SHA1-RSA', 'RSA', 'SHA1'],
    ['1.3.14.3.2.29', 'SHA1-RSA', 'RSA', 'SHA1'],
    ['1.2.840.113549.1.1.11', 'SHA256-RSA', 'RSA', 'SHA256'],
    ['1.2.840.113549.1.1.12', 'SHA384-RSA', 'RSA', 'SHA384'],
    ['1.2.840.113549.1.1.13', 'SHA512-RSA', 'RSA', 'SHA512'],
    ['1.2.840.10040.4.3', 'DSA-SHA1', 'DSA', 'SHA1'],
    ['2.16.840.1.101.3.4.3.2', 'DSA-SHA256', 'DSA', 'SHA256'],
    ['1.2.840.10045.4.1', 'ECDSA-SHA1', 'ECDSA', 'SHA1'],
    ['1.2.840.10045.4.3.2', 'ECDSA-SHA256', 'ECDSA', 'SHA256'],
    ['1.2.840.10045.4.3.3', 'ECDSA-SHA384', 'ECDSA', 'SHA384'],
    ['1.2.840.10045.4.3.4', 'ECDSA-SHA512', 'ECDSA', 'SHA512'],
    ['1.3.101.112', 'Ed25519', 'Ed25519', undefined],
  ];
  for (const [oid, name, key, hash] of cases) {
    t.same(goSignatureAlgorithm({ oid, parameters: undefined }), { name, key, hash });
    const expected = oid === '1.3.101.112' ? undefined : { name, key, hash };
    t.same(goSignatureAlgorithm({ oid, parameters: nullParameters }), expected, 'parameters, where they do not count');
  }
  t.equal(goSignatureAlgorithm({ oid: '1.2.840.113549.1.1.14', parameters: nullParameters }), undefined, 'SHA-224');
  t.end();
});

const sha256 = '608648016503040201';
const sha384 = '608648016503040202';
const sha512 = '608648016503040203';
const mgf1 = '2a864886f70d010108';
const oid = (hex: string): Buffer => tlv(6, Buffer.from(hex, 'hex'));

/** The fields of RSASSA-PSS-params, each of which may be another one or missing. */
interface PssFields {
  readonly hash?: Bytes;
  readonly mask?: Bytes;
  readonly salt?: Bytes;
  readonly trailer?: Bytes;
}

function pss(hash: string, salt: number, fields: PssFields = {}): string | undefined {
  const algorithm = sequence(oid(hash), nullParameters);
  const parameters = sequence(
    fields.hash ?? tlv(0xa0, algorithm),
    fields.mask ?? tlv(0xa1, sequence(oid(mgf1), algorithm)),
    fields.salt ?? tlv(0xa2, tlv(2, [salt])),
    fields.trailer ?? [],
  );
  return goSignatureAlgorithm({ oid: '1.2.840.113549.1.1.10', parameters })?.name;
}

void t.test('RSA-PSS with one hash for both purposes, and a salt as long as the hash', (t) => {
  t.equal(pss(sha256, 32), 'SHA256-RSAPSS');
  t.equal(pss(sha384, 48), 'SHA384-RSAPSS');
  t.equal(pss(sha512, 64), 'SHA512-RSAPSS');
  t.equal(pss(sha256, 20), undefined);
  t.equal(pss(sha256, 64), undefined);
  t.equal(pss('2b0e03021a', 20), undefined, 'SHA-1');
  t.equal(pss(sha256, 32, { hash: tlv(0xa0, sequence(oid(sha512))) }), undefined, 'two hashes');
  t.match(goSignatureAlgorithm({ oid: '1.2.840.113549.1.1.10', parameters: undefined }), undefined);
  t.end();
});

void t.test('the forms of RSA-PSS parameters', (t) => {
  const bare = sequence(oid(sha256));
  t.equal(pss(sha256, 32, { hash: tlv(0xa0, bare), mask: tlv(0xa1, sequence(oid(mgf1), bare)) }), 'SHA256-RSAPSS');
  t.equal(pss(sha256, 32, { trailer: tlv(0xa3, tlv(2, [1])) }), 'SHA256-RSAPSS');
  t.equal(pss(sha256, 32, { trailer: tlv(5) }), 'SHA256-RSAPSS', 'what follows does no harm');
  const refused: readonly PssFields[] = [
    { trailer: tlv(0xa3, tlv(2, [2])) },
    { trailer: tlv(0xa3, tlv(5)) },
    { hash: [] },
    { mask: [] },
    { salt: [] },
    { salt: tlv(0xa2, tlv(5)) },
    { salt: tlv(2, [32]) },
    { hash: tlv(0xa0, sequence(oid(sha256), tlv(5, [0]))) },
    { hash: tlv(0xa0, sequence(oid(sha256), tlv(4))) },
    { mask: tlv(0xa1, sequence(oid(sha256), bare)) },
    { mask: tlv(0xa1, sequence(oid(mgf1))) },
    { mask: tlv(0xa1, sequence(oid(mgf1), sequence(oid(sha256), tlv(4)))) },
  ];
  for (const fields of refused) t.equal(pss(sha256, 32, fields), undefined);
  t.same(goSignatureAlgorithm({ oid: '1.2.840.113549.1.1.10', parameters: nullParameters }), undefined);
  t.end();
});
