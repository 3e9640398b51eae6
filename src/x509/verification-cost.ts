import { oidText } from './der-values.js';
import { type Element, MalformedDer, readElement, readElements, tags } from './der.js';

/** Nanoseconds of comparing one name with one constraint, apart from its bytes. */
const nanosecondsForPair = 10;
/** Nanoseconds of decoding one element of a SAN, or of reading one name. */
const nanosecondsForElement = 200;
/** OpenSSL reads no more certificates into a path. */
const longestPath = 101;

/** What a signature costs under a key, in milliseconds on a slow core, by the curve or the algorithm. */
const keyCosts: Readonly<Record<string, number>> = {
  /** P-256, P-384, P-521, Ed25519. */
  '1.2.840.10045.3.1.7': 0.06,
  '1.3.132.0.34': 0.8,
  '1.3.132.0.35': 1.2,
  '1.3.101.112': 0.2,
};
const rsa = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
/** With an exponent of at most 32 bits. */
const rsa4096 = 0.2;
/** Of other keys: finite fields and other curves. */
const otherKey = 10;

/** What counts of one certificate. */
interface Weight {
  /** Names: of the SAN, and the attributes of the subject. */
  readonly names: number;
  readonly nameBytes: number;
  /** Elements of DER in the SAN, and the attributes of the subject. */
  readonly elements: number;
  /** Whether there are name constraints, even if they are empty: 0 or 1. */
  readonly constrains: number;
  /** Subtrees of name constraints. */
  readonly constraints: number;
  /** Milliseconds for one signature under its key. */
  readonly key: number;
}

/**
 * Estimates how long OpenSSL needs to verify a chain as it was served, in milliseconds, and rather too long than too short. Each name is
 * compared with each constraint of the CAs above it (crypto/x509/v3_ncons.c), the SAN is decoded again for each of these CAs, each signature is
 * checked, and each certificate is a candidate for the issuer of each other one (crypto/x509/x509_vfy.c). Infinity: it cannot be estimated,
 * because a certificate is not DER.
 */
export function verificationCost(chain: readonly Uint8Array[]): number {
  try {
    const weights = chain.map(weigh);
    const sum = (of: (weight: Weight) => number): number => weights.reduce((total, weight) => total + of(weight), 0);
    const pairs =
      sum(({ constraints }) => constraints) * sum((each) => nanosecondsForPair * each.names + each.nameBytes);
    const decoded = (1 + sum(({ constrains }) => constrains)) * sum(({ elements }) => elements);
    const keys = weights.slice(0, longestPath).reduce((total, { key }) => total + key, 0);
    return (pairs + decoded * nanosecondsForElement) / 1e6 + keys + chain.length ** 2 / 2000;
  } catch {
    return Infinity;
  }
}

const what = 'certificate';

function weigh(der: Uint8Array): Weight {
  const [tbs] = readElements(readElement(der, what).value, what);
  // The version may be left out. Serial number, algorithm, issuer and validity come first.
  const fields = [...readElements(tbs?.value ?? der, what)].filter(({ tag }) => tag !== tags.explicit(0));
  const [, , , , subject, publicKeyInfo] = fields;
  const extensions = fields.find(({ tag }) => tag === tags.explicit(3))?.value ?? new Uint8Array();
  const weight = { names: 0, nameBytes: 0, elements: 0, constrains: 0, constraints: 0, key: keyCost(publicKeyInfo) };
  const addNames = (bytes: Uint8Array, names: number, elements = names): void => {
    weight.names += names;
    weight.nameBytes += bytes.length;
    weight.elements += elements;
  };
  if (subject) addNames(subject.value, countElements(subject.value));
  for (const [oid, value] of extensionsIn(extensions)) {
    if (oid === oids.subjectAltName) addNames(value, countBelow(value, 1), countElements(value, 'nested'));
    if (oid !== oids.nameConstraints) continue;
    weight.constrains = 1;
    weight.constraints += countBelow(value, 2);
  }
  return weight;
}

/** The standard extensions 2.5.29.17 and 2.5.29.30, as bytes in hexadecimal. */
const oids = { subjectAltName: '551d11', nameConstraints: '551d1e' } as const;

function* extensionsIn(field: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const [list] = readElements(field, what);
  for (const extension of readElements(list?.value ?? new Uint8Array(), what)) {
    const [id, ...rest] = readElements(extension.value, what);
    const last = rest.at(-1);
    yield [Buffer.from(id?.value ?? []).toString('hex'), valueOf(last, tags.octetString)];
  }
}

/** OpenSSL reads strings that are cut into parts too (X.690 8.7.3), whose value would be parts here. */
function valueOf(element: Element | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new MalformedDer(`${what}: not a string of one part`);
  return element.value;
}

/** Counts the elements that lie so many levels inside. Counts too many in what is not DER. */
function countBelow(bytes: Uint8Array, levels: number): number {
  if (levels === 0) return countElements(bytes);
  try {
    return [...readElements(bytes, what)].reduce((total, { value }) => total + countBelow(value, levels - 1), 0);
  } catch {
    return bytes.length / 2;
  }
}

/** Counts without an object for each element: there may be fifty thousand. `nested`: with those inside of constructed ones. */
function countElements(bytes: Uint8Array, nested?: 'nested'): number {
  let count = 0;
  for (let at = 0; at < bytes.length; count += 1) {
    const isEntered = nested !== undefined && ((bytes[at] ?? 0) & 0x20) !== 0;
    const length = bytes[at + 1] ?? 0;
    if (length < 0x80) at += 2 + (isEntered ? 0 : length);
    else {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 4 || at + 2 + octets > bytes.length) return count + (bytes.length - at) / 2;
      at += 2 + octets + (isEntered ? 0 : Buffer.from(bytes.buffer, bytes.byteOffset).readUIntBE(at + 2, octets));
    }
  }
  return count;
}

/** `info`: the element SubjectPublicKeyInfo. */
function keyCost(info: Element | undefined): number {
  const [algorithm, bits] = readElements(info?.value ?? new Uint8Array(), what);
  const [kind, parameters] = [...readElements(algorithm?.value ?? new Uint8Array(), what)].map(({ tag, value }) =>
    tag === tags.oid ? oidText(value) : undefined,
  );
  if (kind === rsa || kind === rsaPss) return rsaCost(valueOf(bits, tags.bitString).subarray(1));
  return keyCosts[parameters ?? kind ?? ''] ?? otherKey;
}

function rsaCost(numbers: Uint8Array): number {
  const [modulus, exponent] = [...readElements(readElement(numbers, what).value, what)];
  if (modulus === undefined || exponent === undefined) return otherKey;
  return rsa4096 * (modulus.value.length / 512) ** 2 * Math.max(1, exponent.value.length / 4);
}
