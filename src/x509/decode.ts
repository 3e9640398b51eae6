import { createHash } from 'node:crypto';
// The library injects its parts by decorators and throws when the metadata are not there first.
import 'reflect-metadata';
import { Name, PublicKey } from '@peculiar/x509';
import { extensionValue, readCertificateParts } from './certificate-parts.js';
import type { Certificate, Decoded } from './certificate.js';
import { integerHex, isCaByBasicConstraints, oidText } from './der-values.js';
import { type Element, MalformedDer, readElement, readElements, tags } from './der.js';
import { reversedRdns, type SpelledName, spellName } from './distinguished-name.js';
import { signatureAlgorithmName } from './signature-algorithm.js';
import { readSubjectAltNames, TooManyNames } from './subject-alt-names.js';

/** OpenSSL ends handshakes at about 100 KiB of certificates; the largest sound one known to us has 55 KiB. */
export const maxCertificateBytes = 256 * 1024;

/**
 * How many bytes of names, and of a key, the library is given: it needs up to seven microseconds a byte, and more for each name. What
 * exceeds them is shown in short form.
 */
const maxSpelledBytes = 8 * 1024;
const leastBytesOfName = 128;

/**
 * Decodes one certificate's DER. Never throws, whatever the bytes, and takes time linear in their number. What decides (dates, SANs,
 * serial number, CA) is read by our own reader to the letter; the library spells what is for people: names and kinds of keys.
 */
export function decodeCertificate(der: Uint8Array): Decoded {
  if (der.length > maxCertificateBytes) return tooLarge(`${der.length} bytes, more than ${maxCertificateBytes}`);
  try {
    // A copy of its own, which keeps neither a large file nor a socket's buffer alive.
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

/** Spells the names of one certificate, as long as there are bytes left to spend. Throws MalformedDer for what is no name. */
function createSpeller(): (name: Uint8Array) => SpelledName {
  let left = maxSpelledBytes;
  return (name) => {
    left -= Math.max(name.length, leastBytesOfName);
    if (left < 0) return { text: `(a name of ${name.length} bytes)`, commonName: undefined };
    return spellName(reversedRdns(readElement(name, 'name')), readName);
  };
}

function readName(der: Uint8Array): SpelledName {
  const name = new Name(der);
  const commonNames = name.toJSON().find((rdn) => 'CN' in rdn)?.['CN'];
  return { text: wellFormed(name.toString()), commonName: commonNames?.map(wellFormed).at(-1) };
}

/** Half a surrogate pair, which a BMPString can hold, becomes U+FFFD: no text format takes it. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** `RSA 2048`, `ECDSA P-256`, `Ed25519`, or an OID. */
function keyAlgorithm(info: Element): string {
  const [algorithm] = readElements(info.value, 'subjectPublicKeyInfo');
  const [id] = readElements(algorithm?.value ?? new Uint8Array(), 'subjectPublicKeyInfo');
  const oid = (id?.tag === tags.oid ? oidText(id.value) : undefined) ?? 'unknown';
  if (info.raw.length > maxSpelledBytes) return oid;
  try {
    const key: { readonly algorithm: unknown } = new PublicKey(new Uint8Array(info.raw));
    return keyText(key.algorithm as KeyKind);
  } catch {
    return oid;
  }
}

/** As Web Crypto describes keys: the library's own type is a browser's. */
interface KeyKind {
  readonly name: string;
  readonly modulusLength?: number;
  readonly namedCurve?: string;
}

/** Web Crypto's names are of schemes; people know kinds of keys. */
const kinds = new Map([
  ['RSASSA-PKCS1-v1_5', 'RSA'],
  ['EdDSA', undefined],
  ['ECDH-ES', undefined],
]);

function keyText({ name, modulusLength, namedCurve }: KeyKind): string {
  const kind = kinds.has(name) ? kinds.get(name) : name;
  return [kind, modulusLength, namedCurve].filter((part) => part !== undefined).join(' ');
}
