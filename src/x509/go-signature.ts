import { constants, type KeyObject, verify } from 'node:crypto';
import type { GoCertificate } from './go-certificate.js';
import type { GoPublicKey, RsaNumbers } from './go-public-key.js';
import { type Refusal, refusal } from './go-refusal.js';
import type { GoSignatureAlgorithm } from './go-signature-algorithm.js';

const unimplemented = refusal('unsupported', 'x509: cannot verify signature: algorithm unimplemented');
const mayNotSign = refusal(
  'unknown_authority',
  'x509: invalid signature: parent certificate cannot sign this kind of certificate',
);

/** The bit of keyUsage that lets a CA sign certificates (RFC 5280 4.2.1.3). */
const certSign = 1 << 5;

/** Returns why the parent did not sign the certificate, or may not; undefined: it did (CheckSignatureFrom of Go's crypto/x509). */
export function signatureFault(certificate: GoCertificate, parent: GoCertificate): Refusal | undefined {
  if (!maySign(parent)) return mayNotSign;
  const { signatureAlgorithm: algorithm } = certificate;
  if (algorithm === undefined || parent.publicKey === undefined) return unimplemented;
  if (algorithm.hash === 'MD5' || algorithm.hash === 'SHA1')
    return refusal('unsupported', `x509: cannot verify signature: insecure algorithm ${algorithm.name}`);
  return parent.publicKey.kind === 'DSA' ? unimplemented : keyMismatch(certificate, algorithm, parent.publicKey);
}

function maySign({ version, basicConstraints, keyUsage }: GoCertificate): boolean {
  const isCa = basicConstraints === undefined ? version !== 3 : basicConstraints.isCa;
  return isCa && (keyUsage === 0 || (keyUsage & certSign) !== 0);
}

type UsableKey = Exclude<GoPublicKey, { readonly kind: 'DSA' }>;

function keyMismatch(
  certificate: GoCertificate,
  algorithm: GoSignatureAlgorithm,
  publicKey: UsableKey,
): Refusal | undefined {
  const { kind, key } = publicKey;
  if (algorithm.key !== kind)
    return refusal(
      'unknown_authority',
      `x509: signature algorithm specifies an ${algorithm.key} public key, but have public key of type ${goTypes[kind]}`,
    );
  const unusable = publicKey.kind === 'RSA' ? rsaFault(publicKey.rsa) : undefined;
  if (unusable !== undefined) return refusal('unsupported', unusable);
  return isSigned(certificate, algorithm, key) ? undefined : refusal('unknown_authority', verificationFaults[kind]);
}

/** As Go prints the types of its keys. */
const goTypes = {
  RSA: '*rsa.PublicKey',
  ECDSA: '*ecdsa.PublicKey',
  Ed25519: 'ed25519.PublicKey',
} as const;

const verificationFaults = {
  RSA: 'crypto/rsa: verification error',
  ECDSA: 'x509: ECDSA verification failure',
  Ed25519: 'x509: Ed25519 verification failure',
} as const;

/**
 * Returns Go's message for an RSA key with which it verifies nothing: one that is too short, since Go 1.24, or numbers that are no RSA key
 * (checkPublicKey of crypto/internal/fips140/rsa).
 */
export function rsaFault({ bits, modulus, exponent }: RsaNumbers): string | undefined {
  if (bits < 1024)
    return `crypto/rsa: ${bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`;
  if (modulus % 2n === 0n) return 'crypto/rsa: public modulus is even';
  if (exponent < 2n) return 'crypto/rsa: public exponent too small or negative';
  if (exponent % 2n === 0n) return 'crypto/rsa: public exponent is even';
  return exponent >= 2n ** 31n ? 'crypto/rsa: public exponent too large' : undefined;
}

function isSigned(
  { rawTbs, signature }: GoCertificate,
  { hash, pss }: GoSignatureAlgorithm,
  key: KeyObject | undefined,
): boolean {
  if (key === undefined) return false;
  const padding = pss && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  try {
    return verify(hash, rawTbs, { key, ...padding }, signature);
  } catch {
    return false;
  }
}

/** What checks by each curve cost, in those by P-256. */
const curveCosts = new Map([
  ['secp224r1', 3],
  ['secp384r1', 6],
  ['secp521r1', 12],
]);

/** Returns what the check of a signature by this certificate costs, in checks by P-256, as measured with OpenSSL 3. */
export function checkCost({ publicKey }: GoCertificate): number {
  if (publicKey === undefined || publicKey.kind === 'DSA') return 0;
  if (publicKey.kind === 'RSA') return publicKey.rsa.bits > 4096 ? 6 : publicKey.rsa.bits > 2048 ? 2 : 1;
  return curveCosts.get(publicKey.key?.asymmetricKeyDetails?.namedCurve ?? '') ?? 1;
}
