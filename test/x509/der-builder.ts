/** Builds DER by hand, valid or not, including forms that no library would issue. */

export type Bytes = Iterable<number>;

/** Identifier, length in its shortest form, value. */
export function tlv(tag: number, ...values: readonly Bytes[]): Buffer {
  return join([tag], value(values));
}

export const sequence = (...values: readonly Bytes[]): Buffer => tlv(0x30, ...values);

function value(values: readonly Bytes[]): Buffer {
  const bytes = join(...values);
  const hex = bytes.length.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return join(bytes.length < 128 ? [bytes.length] : [0x80 | digits.length, ...digits], bytes);
}

function join(...parts: readonly Bytes[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from([...part])));
}

export const oids = {
  commonName: [0x55, 4, 3],
  organization: [0x55, 4, 10],
  subjectAltName: [0x55, 0x1d, 0x11],
  basicConstraints: [0x55, 0x1d, 0x13],
  keyUsage: [0x55, 0x1d, 0x0f],
  ecPublicKey: [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1],
  p256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
  rsa: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1],
  ecdsaSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
} as const;

/** A relative distinguished name of one attribute; UTF8String when `tag` is left out. */
export function rdn(type: Bytes, text: string | Bytes, tag = 0x0c): Buffer {
  return tlv(0x31, sequence(tlv(6, type), tlv(tag, typeof text === 'string' ? Buffer.from(text) : text)));
}

export function extension(oid: Bytes, inner: Bytes, ...critical: readonly Bytes[]): Buffer {
  return sequence(tlv(6, oid), ...critical, tlv(4, inner));
}

export const subjectAltName = (...names: readonly Bytes[]): Buffer =>
  extension(oids.subjectAltName, sequence(...names));
export const dns = (text: string): Buffer => tlv(0x82, Buffer.from(text));

export interface CertificateShape {
  /** The whole [0] field; empty for version 1. */
  readonly version?: Bytes;
  readonly serialNumber?: Bytes;
  readonly algorithm?: Bytes;
  readonly issuer?: Bytes;
  readonly validity?: Bytes;
  readonly subject?: Bytes;
  readonly publicKey?: Bytes;
  /** Each item is an Extension. */
  readonly extensions?: readonly Bytes[];
  /** All fields after the key, instead of `extensions`. */
  readonly rest?: readonly Bytes[];
  /** Signs the DER of all fields. A signature that verifies with no key when left out. */
  readonly sign?: (fields: Buffer) => Bytes;
}

/** The point G of P-256 (SEC 2, 2.4.2): a valid key, whose private half is 1. */
const ecKey = sequence(
  sequence(tlv(6, oids.ecPublicKey), tlv(6, oids.p256)),
  tlv(
    3,
    [0, 4],
    Buffer.from('6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296', 'hex'),
    Buffer.from('4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5', 'hex'),
  ),
);

/** Builds a certificate. Fields that are left out get valid values. */
export function buildCertificate(shape: CertificateShape = {}): Buffer {
  const algorithm = shape.algorithm ?? sequence(tlv(6, oids.ecdsaSha256));
  const tbs = sequence(
    shape.version ?? tlv(0xa0, tlv(2, [2])),
    tlv(2, shape.serialNumber ?? [1]),
    algorithm,
    shape.issuer ?? sequence(rdn(oids.commonName, 'issuer')),
    shape.validity ?? validity('20200101000000Z', '20300101000000Z'),
    shape.subject ?? sequence(rdn(oids.commonName, 'subject')),
    shape.publicKey ?? ecKey,
    ...(shape.rest ?? [tlv(0xa3, sequence(...(shape.extensions ?? [])))]),
  );
  return sequence(tbs, algorithm, tlv(3, [0], shape.sign?.(tbs) ?? [1]));
}

/** GeneralizedTime for text that begins with 14 digits, otherwise UTCTime. */
export function time(text: string, tag = /^\d{14}/.test(text) ? 0x18 : 0x17): Buffer {
  return tlv(tag, Buffer.from(text, 'latin1'));
}

export function validity(notBefore: string, notAfter: string): Buffer {
  return sequence(time(notBefore), time(notAfter));
}
