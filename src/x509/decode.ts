// The library injects its parts by decorators and throws when the metadata are not there first.
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { Name, PublicKey } from '@peculiar/x509';
import { isCaByBasicConstraints } from './basic-constraints.js';
import type { Certificate } from './certificate.js';
import { extensionValue, readCertificateParts } from './certificate-parts.js';
import type { Decoded } from './decoded.js';
import { type Element, MalformedDer, readElements, tags } from './der.js';
import { reversedName } from './distinguished-name.js';
import { integerHex } from './integer.js';
import { oidText } from './oid.js';
import { signatureAlgorithmName } from './signature-algorithm.js';
import { readSubjectAltNames } from './subject-alt-names.js';

/** OpenSSL ends handshakes at about 100 KiB of certificates; the largest sound one known to us has 55 KiB. */
export const maxCertificateBytes = 256 * 1024;

/**
 * How many bytes of names, and of a key, the library is given: it needs about a microsecond a byte, and more for each name. What exceeds
 * them is shown in short form.
 */
const maxSpelledBytes = 16 * 1024;
const leastBytesOfName = 128;

/**
 * Decodes one certificate's DER. Never throws, whatever the bytes, and takes time linear in their number. What decides (dates, SANs,
 * serial number, CA) is read by our own reader to the letter; the library spells what is for people: names and kinds of keys.
 */
export function decodeCertificate(der: Uint8Array): Decoded {
  if (der.length > maxCertificateBytes) {
    return {
      ok: false,
      reason: 'certificate_too_large',
      message: `${der.length} bytes, more than ${maxCertificateBytes}`,
    };
  }
  try {
    // A copy of its own, which keeps neither a large file nor a socket's buffer alive.
    return { ok: true, certificate: toCertificate(new Uint8Array(der)) };
  } catch (error) {
    return {
      ok: false,
      reason: 'certificate_malformed',
      message: error instanceof MalformedDer ? error.message : 'certificate: unreadable',
    };
  }
}

function toCertificate(der: Uint8Array): Certificate {
  const parts = readCertificateParts(der);
  const spell = createSpeller();
  const [subject, issuer] = [spell(parts.subject), spell(parts.issuer)];
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

interface Spelled {
  readonly text: string;
  readonly commonName: string | undefined;
}

/** Spells the names of one certificate, as long as there are bytes left to spend. Throws MalformedDer for what is no name. */
function createSpeller(): (name: Element) => Spelled {
  let left = maxSpelledBytes;
  return (name) => {
    left -= Math.max(name.raw.length, leastBytesOfName);
    if (left < 0) return { text: `(a name of ${name.raw.length} bytes)`, commonName: undefined };
    return spellName(reversedName(name));
  };
}

function spellName(der: Uint8Array): Spelled {
  try {
    const name = new Name(der);
    return { text: wellFormed(name.toString()), commonName: name.getField('CN').map(wellFormed)[0] };
  } catch {
    return { text: `#${Buffer.from(der.subarray(0, 64)).toString('hex')}`, commonName: undefined };
  }
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
    return keyText(key.algorithm as KeyKind, oid);
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

function keyText(algorithm: KeyKind, oid: string): string {
  if (algorithm.name.startsWith('RSA'))
    return algorithm.modulusLength === undefined ? algorithm.name : `RSA ${algorithm.modulusLength}`;
  if (algorithm.name === 'ECDSA') return `ECDSA ${algorithm.namedCurve ?? oid}`;
  return algorithm.namedCurve ?? algorithm.name;
}
