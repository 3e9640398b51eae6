import { createPublicKey, type KeyObject } from 'node:crypto';
import { encodeElement, tags } from './der.js';
import type { GoAlgorithm } from './go-algorithm.js';
import { GoReader } from './go-reader.js';
import { refuseUnless } from './go-refusing.js';

/** A public key of a kind that Go knows. `key` is undefined where OpenSSL cannot use it. */
export type GoPublicKey =
  | { readonly kind: 'RSA'; readonly rsa: RsaNumbers; readonly key: KeyObject | undefined }
  | { readonly kind: 'ECDSA' | 'Ed25519'; readonly key: KeyObject | undefined }
  /** Go reads these keys, and uses them for nothing in TLS. */
  | { readonly kind: 'DSA' };

export interface RsaNumbers {
  readonly modulus: bigint;
  /** Bits of the modulus. */
  readonly bits: number;
  readonly exponent: bigint;
}

/**
 * Reads a key as parsePublicKey of Go's crypto/x509 does. Returns undefined for a kind that Go does not know, and throws Refusing for one
 * that it knows and cannot read. `bits`: the contents of subjectPublicKey.
 */
export function readGoPublicKey({ oid, parameters }: GoAlgorithm, bits: Uint8Array): GoPublicKey | undefined {
  return readers.get(oid)?.(parameters ?? new Uint8Array(), bits);
}

type KeyReader = (parameters: Uint8Array, bits: Uint8Array) => GoPublicKey;

const readers = new Map<string, KeyReader>([
  ['1.2.840.113549.1.1.1', readRsa],
  ['1.2.840.10045.2.1', readEcdsa],
  ['1.3.101.112', readEd25519],
  ['1.2.840.10040.4.1', readDsa],
]);

const none = new Uint8Array();
const nullElement = Buffer.of(tags.null, 0);
/** The OBJECT IDENTIFIERs of RSA, EC and Ed25519 keys, as whole elements. */
const rsaOid = Buffer.from('06092a864886f70d010101', 'hex');
const ecOid = Buffer.from('06072a8648ce3d0201', 'hex');
const ed25519Oid = Buffer.from('06032b6570', 'hex');

function readRsa(parameters: Uint8Array, bits: Uint8Array): GoPublicKey {
  refuseUnless(nullElement.equals(parameters), 'x509: RSA key missing NULL parameters');
  const numbers = new GoReader(bits).value(tags.sequence);
  refuseUnless(numbers !== undefined, 'x509: invalid RSA public key');
  const list = new GoReader(numbers);
  const modulus = list.integer();
  refuseUnless(modulus !== undefined, 'x509: invalid RSA modulus');
  const exponent = list.integer();
  // An int has 64 bits in Go.
  refuseUnless(exponent !== undefined && BigInt.asIntN(64, exponent) === exponent, 'x509: invalid RSA public exponent');
  refuseUnless(modulus > 0n, 'x509: RSA modulus is not a positive number');
  refuseUnless(exponent > 0n, 'x509: RSA public exponent is not a positive number');
  const hex = modulus.toString(16);
  const length = 4 * (hex.length - 1) + (32 - Math.clz32(parseInt(hex.charAt(0), 16)));
  return {
    kind: 'RSA',
    rsa: { modulus, bits: length, exponent },
    key: openKey(rsaOid, nullElement, withoutRest(numbers)),
  };
}

/** OpenSSL takes nothing after the two numbers. Go does. */
function withoutRest(numbers: Uint8Array): Uint8Array {
  const list = new GoReader(numbers);
  const elements = [list.any(), list.any()].flatMap((element) => (element === undefined ? [] : [element.raw]));
  return encodeElement(tags.sequence, elements);
}

/** The curves that Go knows: their prime, and the bytes of one coordinate. */
const curves = new Map([
  ['1.3.132.0.33', { name: 'P224', bytes: 28, prime: 2n ** 224n - 2n ** 96n + 1n }],
  ['1.2.840.10045.3.1.7', { name: 'P256', bytes: 32, prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n }],
  ['1.3.132.0.34', { name: 'P384', bytes: 48, prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n }],
  ['1.3.132.0.35', { name: 'P521', bytes: 66, prime: 2n ** 521n - 1n }],
]);

function readEcdsa(parameters: Uint8Array, bits: Uint8Array): GoPublicKey {
  const named = new GoReader(parameters).element(tags.oid);
  const oid = named && new GoReader(named.raw).oid();
  refuseUnless(oid !== undefined, 'x509: invalid ECDSA parameters');
  const curve = curves.get(oid);
  refuseUnless(curve !== undefined, 'x509: unsupported elliptic curve');
  refuseUnless(bits[0] === 4, 'ecdsa: invalid uncompressed public key');
  refuseUnless(bits.length === 1 + 2 * curve.bytes, `invalid ${curve.name} point encoding`);
  for (const start of [1, 1 + curve.bytes]) {
    const hex = Buffer.from(bits.subarray(start, start + curve.bytes)).toString('hex');
    // Go has one of these in assembly.
    const element = curve.name === 'P256' ? 'P256 element' : `${curve.name}Element`;
    refuseUnless(BigInt(`0x${hex}`) < curve.prime, `invalid ${element} encoding`);
  }
  const key = openKey(ecOid, named?.raw ?? none, bits);
  // OpenSSL checks that the point is on the curve.
  refuseUnless(key !== undefined, `${curve.name} point not on curve`);
  return { kind: 'ECDSA', key };
}

function readEd25519(parameters: Uint8Array, bits: Uint8Array): GoPublicKey {
  refuseUnless(parameters.length === 0, 'x509: Ed25519 key encoded with illegal parameters');
  refuseUnless(bits.length === 32, 'x509: wrong Ed25519 public key size');
  return { kind: 'Ed25519', key: openKey(ed25519Oid, none, bits) };
}

function readDsa(parameters: Uint8Array, bits: Uint8Array): GoPublicKey {
  const y = new GoReader(bits).integer();
  refuseUnless(y !== undefined, 'x509: invalid DSA public key');
  const reader = new GoReader(parameters).inside(tags.sequence);
  const numbers = [reader?.integer(), reader?.integer(), reader?.integer()];
  refuseUnless(!numbers.includes(undefined), 'x509: invalid DSA parameters');
  const positive = [y, ...numbers].every((number) => number !== undefined && number > 0n);
  refuseUnless(positive, 'x509: zero or negative DSA parameter');
  return { kind: 'DSA' };
}

/** Makes a key for node:crypto. It is encoded anew, since OpenSSL refuses oddities around a key that Go does not mind. */
function openKey(oid: Uint8Array, parameters: Uint8Array, bits: Uint8Array): KeyObject | undefined {
  const algorithm = encodeElement(tags.sequence, [oid, parameters]);
  const key = encodeElement(tags.bitString, [Buffer.of(0), bits]);
  try {
    return createPublicKey({
      key: Buffer.from(encodeElement(tags.sequence, [algorithm, key])),
      format: 'der',
      type: 'spki',
    });
  } catch {
    return undefined;
  }
}
