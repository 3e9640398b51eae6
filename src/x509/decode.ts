import { createHash } from 'node:crypto';
// The library wires its parts with decorators and throws unless reflect-metadata is imported first.
import 'reflect-metadata';
import { Name, PublicKey } from '@peculiar/x509';
import { extensionValue, readCertificateParts } from './certificate-parts.js';
import type { Certificate, Decoded } from './certificate.js';
import { countElements } from './count-elements.js';
import { integerHex, isCaByBasicConstraints, oidText } from './der-values.js';
import { type Element, MalformedDer, readElement, readElements, tags } from './der.js';
import { reversedRdns, type SpelledName, spellName } from './distinguished-name.js';
import { signatureAlgorithmName } from './signature-algorithm.js';
import { readSubjectAltNames, TooManyNames } from './subject-alt-names.js';

/** OpenSSL aborts handshakes at about 100 KiB of certificates. The largest valid certificate known to us has 55 KiB. */
export const maxCertificateBytes = 256 * 1024;

/**
 * Limit on the bytes of names, and on those of a key, that are passed to the library. It needs up to seven microseconds per byte, and more
 * for each name. Anything longer is shown in short form.
 */
const maxSpelledBytes = 8 * 1024;
const leastBytesOfName = 128;

/**
 * Limits on the elements that are passed to it, which cost it up to ten microseconds each. A name of 70 attributes has that many, and no key
 * has. A chain of ten certificates takes a fortieth of a second.
 */
const mostElementsOfNames = 300;
const mostElementsOfKey = 100;

/**
 * Decodes the DER of one certificate. Never throws, whatever the bytes, and takes time linear in their number. Our own reader reads the
 * values that decide anything (dates, SANs, serial number, CA), exactly as they are. The library only formats values for people: names and
 * kinds of keys.
 */
export function decodeCertificate(der: Uint8Array): Decoded {
  if (der.length > maxCertificateBytes) return tooLarge(`${der.length} bytes, more than ${maxCertificateBytes}`);
  try {
    // A copy, which keeps neither a large file nor a socket's buffer alive.
    return { ok: true, certificate: toCertificate(new Uint8Array(der)) };
  } catch (error) {
    if (error instanceof TooManyNames) return tooLarge(error.message);
    const message = error instanceof MalformedDer ? error.message : 'certificate: unreadable';
    return { ok: false, reason: 'certificate_malformed', message };
  }
}

function tooLarge(message: string): Decoded {
  return { ok: false, reason: 'certificate_too_large', message };
}

function toCertificate(der: Uint8Array): Certificate {
  const parts = readCertificateParts(der);
  const spell = createSpeller();
  const [subject, issuer] = [spell(parts.subject.raw), spell(parts.issuer.raw)];
  const constraints = extensionValue(parts, '2.5.29.19');
  return {
    der,
    fingerprintSha256: createHash('sha256').update(der).digest('hex'),
    subject: subject.text,
    issuer: issuer.text,
    subjectCommonName: subject.commonName,
    issuerCommonName: issuer.commonName,
    serialNumber: integerHex(parts.serialNumber),
    ...parts.validity,
    ...readSubjectAltNames(extensionValue(parts, '2.5.29.17'), (name) => spell(name).text),
    keyAlgorithm: keyAlgorithm(parts.publicKeyInfo),
    signatureAlgorithm: signatureAlgorithmName(parts.signatureAlgorithm),
    isCa: constraints !== undefined && isCaByBasicConstraints(constraints),
  };
}

/** Formats the names of one certificate as long as the byte limit allows. Throws MalformedDer for bytes that are not a name. */
function createSpeller(): (name: Uint8Array) => SpelledName {
  let left = maxSpelledBytes;
  let elements = mostElementsOfNames;
  return (name) => {
    left -= Math.max(name.length, leastBytesOfName);
    if (left >= 0) elements -= countElements(name, elements);
    if (left < 0 || elements < 0) return { text: `(a name of ${name.length} bytes)`, commonName: undefined };
    return spellName(reversedRdns(readElement(name, 'name')), readName);
  };
}

function readName(der: Uint8Array): SpelledName {
  const name = new Name(der);
  const commonNames = name.toJSON().find((rdn) => 'CN' in rdn)?.['CN'];
  return { text: wellFormed(name.toString()), commonName: commonNames?.map(wellFormed).at(-1) };
}

/** Replaces half of a surrogate pair, which a BMPString can contain, with U+FFFD: no text format accepts it. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** `RSA 2048`, `ECDSA P-256`, `Ed25519`, or an OID. */
function keyAlgorithm(info: Element): string {
  const [algorithm] = readElements(info.value, 'subjectPublicKeyInfo');
  const [id] = readElements(algorithm?.value ?? new Uint8Array(), 'subjectPublicKeyInfo');
  const oid = (id?.tag === tags.oid ? oidText(id.value) : undefined) ?? 'unknown';
  if (info.raw.length > maxSpelledBytes || countElements(info.raw, mostElementsOfKey) > mostElementsOfKey) return oid;
  try {
    const key: { readonly algorithm: unknown } = new PublicKey(new Uint8Array(info.raw));
    return keyText(key.algorithm as KeyKind);
  } catch {
    return oid;
  }
}

/** A key as Web Crypto describes it. The library's own type is a browser type. */
interface KeyKind {
  readonly name: string;
  readonly modulusLength?: number;
  readonly namedCurve?: string;
}

/** Web Crypto names schemes; people know kinds of keys. */
const kinds = new Map([
  ['RSASSA-PKCS1-v1_5', 'RSA'],
  ['EdDSA', undefined],
  ['ECDH-ES', undefined],
]);

function keyText({ name, modulusLength, namedCurve }: KeyKind): string {
  const kind = kinds.has(name) ? kinds.get(name) : name;
  return [kind, modulusLength, namedCurve].filter((part) => part !== undefined).join(' ');
}
