import { integerHex, oidText } from './der-values.js';
import { type Element, expectTag, MalformedDer, readElement, readElements, tags } from './der.js';
import { readValidity, type Validity } from './validity.js';

/** The fields of a certificate (RFC 5280 4.1), found but mostly not interpreted. All bytes are views of the DER. */
export interface CertificateParts {
  /** Value of the INTEGER. */
  readonly serialNumber: Uint8Array;
  /** Value of the AlgorithmIdentifier inside the signed part. */
  readonly signatureAlgorithm: Uint8Array;
  /** Names and key as whole elements. */
  readonly issuer: Element;
  readonly validity: Validity;
  readonly subject: Element;
  readonly publicKeyInfo: Element;
  /** Empty before version 3, as in Go. */
  readonly extensions: readonly Extension[];
}

export interface Extension {
  readonly oid: string;
  /** The contents of extnValue. */
  readonly value: Uint8Array;
}

/**
 * Returns the value of one extension, or undefined if the certificate does not have it. Throws MalformedDer when the extension is present
 * twice, because then it is unclear which one counts (RFC 5280 4.2).
 */
export function extensionValue(parts: CertificateParts, oid: string): Uint8Array | undefined {
  const [extension, ...others] = parts.extensions.filter((candidate) => candidate.oid === oid);
  if (others.length > 0) throw new MalformedDer(`extension ${oid}: present twice`);
  return extension?.value;
}

/**
 * Finds the fields. Those that are interpreted are checked as strictly as in Go's crypto/x509. All others are left unread: an odd policy
 * extension must not hide an expiry. Throws MalformedDer.
 */
export function readCertificateParts(der: Uint8Array): CertificateParts {
  const certificate = expectTag(readElement(der, 'certificate'), tags.sequence, 'certificate');
  if (certificate.raw.length !== der.length) throw new MalformedDer('certificate: bytes after its end');
  const [tbs, algorithm, signature] = readElements(certificate.value, 'certificate');
  expectTag(algorithm, tags.sequence, 'signatureAlgorithm');
  expectTag(signature, tags.bitString, 'signatureValue');
  return readSignedPart(expectTag(tbs, tags.sequence, 'tbsCertificate').value);
}

function readSignedPart(tbs: Uint8Array): CertificateParts {
  const fields = [...readElements(tbs, 'tbsCertificate')];
  const version = fields[0]?.tag === tags.explicit(0) ? fields.shift() : undefined;
  const [serialNumber, signatureAlgorithm, issuer, validity, subject, publicKeyInfo, ...rest] = fields;
  return {
    serialNumber: readInteger(serialNumber, 'serialNumber'),
    signatureAlgorithm: expectTag(signatureAlgorithm, tags.sequence, 'signature').value,
    issuer: expectTag(issuer, tags.sequence, 'issuer'),
    validity: readValidity(expectTag(validity, tags.sequence, 'validity').value),
    subject: expectTag(subject, tags.sequence, 'subject'),
    publicKeyInfo: expectTag(publicKeyInfo, tags.sequence, 'subjectPublicKeyInfo'),
    extensions: readVersion(version) === 3 ? readExtensions(rest) : [],
  };
}

/** An INTEGER has at least one octet, and does not begin with nine equal bits (X.690 8.3.2). */
function readInteger(element: Element | undefined, what: string): Uint8Array {
  const { value } = expectTag(element, tags.integer, what);
  const [first, second = 0] = value;
  const padded = value.length > 1 && (first === 0 ? second < 128 : first === 255 && second >= 128);
  if (first === undefined || padded) throw new MalformedDer(`${what}: not an INTEGER in its shortest form`);
  return value;
}

/** Version ::= INTEGER { v1(0), v2(1), v3(2) }. It is v1 when it is left out. */
function readVersion(field: Element | undefined): number {
  if (field === undefined) return 1;
  const [version] = readElements(field.value, 'version');
  const number = ['00', '01', '02'].indexOf(integerHex(readInteger(version, 'version'))) + 1;
  if (number === 0) throw new MalformedDer('version: not 1, 2 or 3');
  return number;
}

/**
 * Reads the fields after the key: two unique identifiers, which are not used in practice, and the extensions (RFC 5280 4.1.2.8, 4.1.2.9).
 */
function readExtensions(rest: readonly Element[]): readonly Extension[] {
  const fields = [tags.context(1), tags.context(2)].reduce(
    (left, tag) => (left[0]?.tag === tag ? left.slice(1) : left),
    rest,
  );
  const [field, ...unknown] = fields;
  if (field === undefined) return [];
  if (unknown.length > 0) throw new MalformedDer('tbsCertificate: a field that RFC 5280 does not define');
  const [list] = readElements(expectTag(field, tags.explicit(3), 'extensions').value, 'extensions');
  return [...readElements(expectTag(list, tags.sequence, 'extensions').value, 'extension')].map(readExtension);
}

function readExtension(extension: Element): Extension {
  const [id, ...rest] = readElements(expectTag(extension, tags.sequence, 'extension').value, 'extension');
  const oid = oidText(expectTag(id, tags.oid, 'extnID').value);
  if (oid === undefined) throw new MalformedDer('extnID: not an OBJECT IDENTIFIER');
  const value = rest[0]?.tag === tags.boolean ? rest[1] : rest[0];
  return { oid, value: expectTag(value, tags.octetString, `extension ${oid}`).value };
}
