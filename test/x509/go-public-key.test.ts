import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import { tags } from '../../src/x509/der.js';
import { type GoPublicKey, readGoPublicKey } from '../../src/x509/go-public-key.js';
import { GoReader } from '../../src/x509/go-reader.js';
import { type Bytes, sequence, tlv } from './der-builder.js';

const none = undefined;
const nullParameters = tlv(5);
const [rsa, ecdsa, ed25519, dsa] = [
  '1.2.840.113549.1.1.1',
  '1.2.840.10045.2.1',
  '1.3.101.112',
  '1.2.840.10040.4.1',
] as const;

function read(oid: string, parameters: Uint8Array | undefined, bits: Bytes): GoPublicKey | undefined {
  return readGoPublicKey({ oid, parameters }, Uint8Array.from(bits));
}

const integer = (hex: string): Buffer => tlv(2, Buffer.from(hex, 'hex'));
const rsaKey = (modulus: string, exponent = '010001'): Buffer => sequence(integer(modulus), integer(exponent));

void t.test('RSA keys', (t) => {
  const bitsOf = (modulus: string) => {
    const key = read(rsa, nullParameters, rsaKey(modulus));
    return key?.kind === 'RSA' ? key.rsa.bits : undefined;
  };
  t.same(
    ['01', '05', '0080', '00ff', '0100', `7f${'ff'.repeat(255)}`, `0080${'00'.repeat(255)}`].map(bitsOf),
    [1, 3, 8, 8, 9, 2047, 2048],
  );
  t.match(read(rsa, nullParameters, rsaKey('05', '03')), { kind: 'RSA', rsa: { modulus: 5n, exponent: 3n } });
  t.match(read(rsa, nullParameters, rsaKey('05', '01')), { rsa: { exponent: 1n } });
  t.match(read(rsa, nullParameters, rsaKey('05', '7fffffffffffffff')), { rsa: { exponent: 2n ** 63n - 1n } });
  t.end();
});

void t.test('what follows the two numbers of an RSA key does no harm', (t) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const numbers = new GoReader(publicKey.export({ type: 'pkcs1', format: 'der' })).value(tags.sequence) ?? [];
  for (const rest of [[], tlv(5), [1]]) {
    const key = read(rsa, nullParameters, [...sequence(numbers, rest), ...rest]);
    t.ok(key?.kind === 'RSA' && key.key?.equals(publicKey));
  }
  t.end();
});

void t.test('RSA keys that cannot be read', (t) => {
  const message = (text: string) => ({ name: 'Refusing', message: text });
  const missing = message('x509: RSA key missing NULL parameters');
  for (const parameters of [none, tlv(5, [0]), sequence()])
    t.throws(() => read(rsa, parameters, rsaKey('05')), missing);
  const cases: readonly (readonly [bits: Bytes, text: string])[] = [
    [tlv(5), 'x509: invalid RSA public key'],
    [sequence(), 'x509: invalid RSA modulus'],
    [rsaKey('0005'), 'x509: invalid RSA modulus'],
    [sequence(integer('05')), 'x509: invalid RSA public exponent'],
    [rsaKey('05', '008000000000000000'), 'x509: invalid RSA public exponent'],
    [rsaKey('80'), 'x509: RSA modulus is not a positive number'],
    [rsaKey('00'), 'x509: RSA modulus is not a positive number'],
    [rsaKey('05', '00'), 'x509: RSA public exponent is not a positive number'],
    [rsaKey('05', 'ff'), 'x509: RSA public exponent is not a positive number'],
  ];
  for (const [bits, text] of cases) t.throws(() => read(rsa, nullParameters, bits), message(text));
  t.end();
});

/** The parameters and the point of a new key. */
function newPoint(namedCurve: string): { readonly curve: Buffer; readonly point: Buffer } {
  const spki = generateKeyPairSync('ec', { namedCurve }).publicKey.export({ type: 'spki', format: 'der' });
  const key = new GoReader(spki).inside(tags.sequence);
  const algorithm = key?.inside(tags.sequence);
  algorithm?.oid();
  return { curve: Buffer.from(algorithm?.any()?.raw ?? []), point: Buffer.from(key?.bitString()?.bytes ?? []) };
}

void t.test('ECDSA keys on the four curves that Go knows', (t) => {
  for (const [name, namedCurve] of [
    ['P224', 'secp224r1'],
    ['P256', 'prime256v1'],
    ['P384', 'secp384r1'],
    ['P521', 'secp521r1'],
  ] as const) {
    const { curve, point } = newPoint(namedCurve);
    const key = read(ecdsa, curve, point);
    t.ok(key?.kind === 'ECDSA' && key.key?.asymmetricKeyDetails?.namedCurve === namedCurve);
    const length = (point.length - 1) / 2;
    const element = { message: `invalid ${name === 'P256' ? 'P256 element' : `${name}Element`} encoding` };
    const refused = (change: (bytes: Buffer) => Uint8Array) => () => read(ecdsa, curve, change(Buffer.from(point)));
    t.throws(
      refused((bytes) => bytes.fill(0xff, 1, 1 + length)),
      element,
      'x is not below the prime',
    );
    t.throws(
      refused((bytes) => bytes.fill(0xff, 1 + length)),
      element,
    );
    t.throws(
      refused((bytes) => bytes.fill(0, 1 + length)),
      { message: `${name} point not on curve` },
    );
    t.throws(
      refused((bytes) => bytes.subarray(1)),
      { message: /^(ecdsa: invalid uncompressed public key|invalid)/ },
    );
    t.throws(
      refused((bytes) => bytes.subarray(0, -1)),
      { message: `invalid ${name} point encoding` },
    );
    const compressed = (bytes: Buffer) => Buffer.concat([Buffer.of(2), bytes.subarray(1, 1 + length)]);
    t.throws(refused(compressed), { message: 'ecdsa: invalid uncompressed public key' });
  }
  t.throws(() => read(ecdsa, newPoint('prime256v1').curve, []), { message: 'ecdsa: invalid uncompressed public key' });
  t.end();
});

void t.test('the prime is no element of its field, one less is', (t) => {
  const primes = {
    secp224r1: 2n ** 224n - 2n ** 96n + 1n,
    prime256v1: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    secp384r1: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    secp521r1: 2n ** 521n - 1n,
  };
  for (const [namedCurve, prime] of Object.entries(primes)) {
    const { curve, point } = newPoint(namedCurve);
    const at = (x: bigint) => () =>
      read(
        ecdsa,
        curve,
        Buffer.from(`04${x.toString(16).padStart(point.length - 1, '0')}`.padEnd(2 * point.length, '0'), 'hex'),
      );
    t.throws(at(prime), { message: /^invalid P\d+ ?[eE]lement encoding$/ });
    t.throws(at(prime - 1n), { message: /^P\d+ point not on curve$/ });
  }
  t.end();
});

void t.test('curves that Go does not know', (t) => {
  const { curve, point } = newPoint('secp256k1');
  t.throws(() => read(ecdsa, curve, point), { name: 'Refusing', message: 'x509: unsupported elliptic curve' });
  for (const parameters of [none, tlv(5), tlv(6)])
    t.throws(() => read(ecdsa, parameters, point), { message: 'x509: invalid ECDSA parameters' });
  t.end();
});

void t.test('Ed25519 keys', (t) => {
  const spki = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
  const key = read(ed25519, none, spki.subarray(-32));
  t.ok(key?.kind === 'Ed25519' && key.key?.equals(createPublicKey({ key: spki, format: 'der', type: 'spki' })));
  t.throws(() => read(ed25519, nullParameters, spki.subarray(-32)), {
    message: 'x509: Ed25519 key encoded with illegal parameters',
  });
  for (const length of [0, 31, 33])
    t.throws(() => read(ed25519, none, Buffer.alloc(length)), { message: 'x509: wrong Ed25519 public key size' });
  t.end();
});

void t.test('DSA keys, and kinds that Go does not know', (t) => {
  const parameters = (...numbers: readonly string[]) => sequence(...numbers.map(integer));
  t.same(read(dsa, parameters('03', '05', '01'), integer('02')), { kind: 'DSA' });
  t.throws(() => read(dsa, parameters('03', '05', '07'), tlv(5)), { message: 'x509: invalid DSA public key' });
  for (const bad of [none, nullParameters, parameters('03', '05')])
    t.throws(() => read(dsa, bad, integer('02')), { message: 'x509: invalid DSA parameters' });
  const positive = { message: 'x509: zero or negative DSA parameter' };
  t.throws(() => read(dsa, parameters('03', '05', '00'), integer('02')), positive);
  t.throws(() => read(dsa, parameters('83', '05', '07'), integer('02')), positive);
  t.throws(() => read(dsa, parameters('03', '05', '07'), integer('00')), positive);
  t.equal(read('1.3.101.110', none, []), undefined, 'X25519');
  t.end();
});
