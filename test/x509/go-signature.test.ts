import { constants, generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import t from 'tap';
import { goSignatureAlgorithm } from '../../src/x509/go-signature-algorithm.js';
import { rsaFault, signatureFault } from '../../src/x509/go-signature.js';
import type { GoCertificate } from '../../src/x509/go-certificate.js';
import { buildCertificate, type CertificateShape, sequence, tlv } from './der-builder.js';
import { basicConstraints, readGo } from './go-fixture.js';

const oid = (hex: string): Buffer => tlv(6, Buffer.from(hex, 'hex'));
const nullParameters = tlv(5);
const algorithms = {
  rsa256: sequence(oid('2a864886f70d01010b'), nullParameters),
  rsa1: sequence(oid('2a864886f70d010105'), nullParameters),
  rsaMd5: sequence(oid('2a864886f70d010104'), nullParameters),
  pss256: sequence(oid('2a864886f70d01010a'), pssParameters('608648016503040201', 32)),
  ecdsa256: sequence(oid('2a8648ce3d040302')),
  ecdsa384: sequence(oid('2a8648ce3d040303')),
  ed25519: sequence(oid('2b6570')),
  unknown: sequence(oid('2a03')),
};

function pssParameters(hash: string, salt: number): Buffer {
  const [algorithm, mgf1] = [sequence(oid(hash)), oid('2a864886f70d010108')];
  return sequence(tlv(0xa0, algorithm), tlv(0xa1, sequence(mgf1, algorithm)), tlv(0xa2, tlv(2, [salt])));
}

interface Signing {
  readonly publicKey: KeyObject;
  readonly sign: (tbs: Uint8Array, hash: string) => Uint8Array;
}

function signing({ publicKey, privateKey }: KeyPairKeyObjectResult): Signing {
  const isEd25519 = publicKey.asymmetricKeyType === 'ed25519';
  return { publicKey, sign: (tbs, hash) => sign(isEd25519 ? null : hash, tbs, privateKey) };
}

const rsaPair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const rsa = signing(rsaPair);
const ecdsa = signing(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const p384 = signing(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
const ed25519 = signing(generateKeyPairSync('ed25519'));
const pss: Signing = {
  publicKey: rsa.publicKey,
  sign: (tbs, hash) =>
    sign(hash, tbs, { key: rsaPair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
};

/** A CA with this key. */
const parentOf = ({ publicKey }: Signing): GoCertificate =>
  readGo(
    buildCertificate({
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      extensions: [basicConstraints()],
    }),
  );

/** A certificate that the key signs. */
function child(
  { sign: signWith }: Signing,
  algorithm: keyof typeof algorithms,
  hash = 'sha256',
  shape: CertificateShape = {},
): GoCertificate {
  return readGo(buildCertificate({ algorithm: algorithms[algorithm], sign: (tbs) => signWith(tbs, hash), ...shape }));
}

void t.test('signatures of each kind', (t) => {
  const cases: readonly (readonly [key: Signing, algorithm: keyof typeof algorithms, hash?: string])[] = [
    [rsa, 'rsa256'],
    [pss, 'pss256'],
    [ecdsa, 'ecdsa256'],
    [p384, 'ecdsa384', 'sha384'],
    [p384, 'ecdsa256'],
    [ed25519, 'ed25519'],
  ];
  for (const [key, algorithm, hash] of cases)
    t.equal(signatureFault(child(key, algorithm, hash), parentOf(key)), undefined, algorithm);
  t.end();
});

void t.test('signatures that do not hold', (t) => {
  const fails = (message: string) => ({ accepted: false, reason: 'unknown_authority', message });
  const other = signing(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  t.same(signatureFault(child(other, 'ecdsa256'), parentOf(ecdsa)), fails('x509: ECDSA verification failure'));
  t.same(
    signatureFault(child(ecdsa, 'ecdsa384', 'sha256'), parentOf(ecdsa)),
    fails('x509: ECDSA verification failure'),
  );
  const rsaFails = fails('crypto/rsa: verification error');
  t.same(signatureFault(child(rsa, 'rsa256', 'sha512'), parentOf(rsa)), rsaFails);
  t.same(signatureFault(child(rsa, 'pss256'), parentOf(rsa)), rsaFails, 'another padding');
  t.same(signatureFault(child(pss, 'rsa256'), parentOf(rsa)), rsaFails);
  const odd = child(ed25519, 'ed25519', '', { sign: () => Buffer.alloc(64) });
  t.same(signatureFault(odd, parentOf(ed25519)), fails('x509: Ed25519 verification failure'));
  t.same(signatureFault(child(rsa, 'rsa256', '', { sign: () => [] }), parentOf(rsa)), rsaFails, 'none at all');
  t.end();
});

void t.test('an algorithm for keys of another kind', (t) => {
  const message = (algorithm: string, type: string): string =>
    `x509: signature algorithm specifies an ${algorithm} public key, but have public key of type ${type}`;
  const fault = (key: Signing, algorithm: keyof typeof algorithms, parent: Signing) =>
    signatureFault(child(key, algorithm), parentOf(parent))?.message;
  t.equal(fault(rsa, 'rsa256', ecdsa), message('RSA', '*ecdsa.PublicKey'));
  t.equal(fault(ecdsa, 'ecdsa256', rsa), message('ECDSA', '*rsa.PublicKey'));
  t.equal(fault(ecdsa, 'ecdsa256', ed25519), message('ECDSA', 'ed25519.PublicKey'));
  t.equal(fault(ed25519, 'ed25519', rsa), message('Ed25519', '*rsa.PublicKey'));
  t.end();
});

void t.test('algorithms that Go does not take', (t) => {
  const unsupported = (message: string) => ({
    reason: 'unsupported',
    message: `x509: cannot verify signature: ${message}`,
  });
  t.match(signatureFault(child(rsa, 'rsa1', 'sha1'), parentOf(rsa)), unsupported('insecure algorithm SHA1-RSA'));
  t.match(signatureFault(child(rsa, 'rsaMd5', 'md5'), parentOf(rsa)), unsupported('insecure algorithm MD5-RSA'));
  t.match(signatureFault(child(rsa, 'rsa1', 'sha1'), parentOf(ecdsa)), unsupported('insecure algorithm SHA1-RSA'));
  t.match(signatureFault(child(rsa, 'unknown'), parentOf(rsa)), unsupported('algorithm unimplemented'));
  const signed = child(rsa, 'rsa256');
  const parent = parentOf(rsa);
  t.match(signatureFault(signed, { ...parent, publicKey: undefined }), unsupported('algorithm unimplemented'));
  t.match(signatureFault(signed, { ...parent, publicKey: { kind: 'DSA' } }), unsupported('algorithm unimplemented'));
  const dsa = goSignatureAlgorithm({ oid: '2.16.840.1.101.3.4.3.2', parameters: undefined });
  t.match(
    signatureFault({ ...signed, signatureAlgorithm: dsa }, parent)?.message,
    /^x509: signature algorithm specifies an DSA/,
  );
  t.end();
});

void t.test('who may sign', (t) => {
  const signed = child(ecdsa, 'ecdsa256');
  const parent = parentOf(ecdsa);
  const fault = (properties: Partial<GoCertificate>) => signatureFault(signed, { ...parent, ...properties });
  const mayNot = {
    reason: 'unknown_authority',
    message: 'x509: invalid signature: parent certificate cannot sign this kind of certificate',
  };
  const [noCa, ca] = [false, true].map((isCa) => ({ isCa, maxPathLength: undefined }));
  t.match(fault({ basicConstraints: undefined }), mayNot);
  t.match(fault({ basicConstraints: noCa }), mayNot);
  t.match(fault({ basicConstraints: noCa, version: 1 }), mayNot);
  t.equal(fault({ basicConstraints: undefined, version: 1 }), undefined, 'older versions have no extensions');
  t.equal(fault({ basicConstraints: ca, keyUsage: 1 << 5 }), undefined);
  t.equal(fault({ basicConstraints: ca, keyUsage: 0 }), undefined);
  t.match(fault({ basicConstraints: ca, keyUsage: 1 << 6 }), mayNot, 'it may sign revocations only');
  t.match(fault({ basicConstraints: noCa, publicKey: undefined }), mayNot, 'this comes first');
  t.end();
});

void t.test('numbers that are no RSA key', (t) => {
  const signed = child(rsa, 'rsa256');
  const odd = 2n ** 1024n - 1n;
  const fault = (modulus: bigint, exponent: bigint) => {
    const numbers = { bits: modulus.toString(2).length, modulus, exponent };
    return signatureFault(signed, { ...parentOf(rsa), publicKey: { kind: 'RSA', rsa: numbers, key: undefined } });
  };
  const unsupported = (message: string) => ({ reason: 'unsupported', message: `crypto/rsa: ${message}` });
  t.match(
    fault(odd >> 1n, 2n),
    unsupported('1023-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)'),
  );
  t.match(fault(odd - 1n, 2n), unsupported('public modulus is even'));
  t.match(fault(odd, 1n), unsupported('public exponent too small or negative'));
  t.match(fault(odd, 2n), unsupported('public exponent is even'));
  t.match(fault(odd, 2n ** 31n + 1n), unsupported('public exponent too large'));
  t.match(fault(odd, 2n ** 31n - 1n), { message: 'crypto/rsa: verification error' }, 'OpenSSL has no such key');
  t.end();
});

void t.test('RSA keys that are too short', (t) => {
  const key = (bits: number) => rsaFault({ bits, modulus: 2n ** BigInt(bits) - 1n, exponent: 65_537n });
  t.equal(key(1024), undefined);
  t.equal(key(1023), 'crypto/rsa: 1023-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)');
  t.end();
});
