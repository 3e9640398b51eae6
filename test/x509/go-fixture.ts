import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type GoCertificate, readGoCertificate } from '../../src/x509/go-certificate.js';
import {
  buildCertificate,
  type Bytes,
  type CertificateShape,
  extension,
  oids,
  rdn,
  sequence,
  tlv,
} from './der-builder.js';

/** A time at which certificates of buildCertificate hold. Unix seconds. */
export const now = Date.UTC(2026, 0, 1) / 1000;

/** A CA or a server. */
export interface Party {
  /** The DER of its Name. */
  readonly name: Bytes;
  readonly publicKey: Bytes;
  readonly privateKey: KeyObject;
}

/** Each party has a key of its own, also where names are equal. */
export function createParty(commonName: string, namedCurve = 'P-256'): Party {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  return { name: nameOf(commonName), publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
}

export function nameOf(commonName: string): Buffer {
  return sequence(rdn(oids.commonName, commonName));
}

/** Returns the DER of a certificate of the subject, signed by the issuer with ECDSA and SHA-256. */
export function issue(subject: Party, issuer: Party, shape: CertificateShape = {}): Buffer {
  return buildCertificate({
    subject: subject.name,
    publicKey: subject.publicKey,
    issuer: issuer.name,
    sign: (tbs) => sign('sha256', tbs, issuer.privateKey),
    ...shape,
  });
}

/** The same for a CA, self-signed unless there is an issuer. `extensions` come after basicConstraints. */
export function issueCa(subject: Party, { issuer = subject, extensions = [], ...shape }: CaShape = {}): Buffer {
  return issue(subject, issuer, { ...shape, extensions: [basicConstraints(), ...extensions] });
}

export interface CaShape extends Omit<CertificateShape, 'issuer'> {
  readonly issuer?: Party;
}

/** Reads a certificate, which Go must be able to read. */
export function readGo(der: Uint8Array): GoCertificate {
  const reading = readGoCertificate(der);
  if (!reading.ok) throw new Error(reading.error);
  return reading.certificate;
}

/** A certificate with these properties, which need not fit its DER. */
export function goCertificate(properties: Partial<GoCertificate> = {}): GoCertificate {
  return { ...plain, ...properties };
}

const plain = readGo(buildCertificate());

export const critical = tlv(1, [0xff]);

/** The OBJECT IDENTIFIER 2.5.29.ARC of a standard extension. */
export const standard = (arc: number): Bytes => [0x55, 0x1d, arc];

export function basicConstraints(pathLength?: number): Buffer {
  const limit = pathLength === undefined ? [] : [tlv(2, [pathLength])];
  return extension(standard(19), sequence(tlv(1, [0xff]), ...limit), critical);
}

export const usages = { server: '2b06010505070301', client: '2b06010505070302', any: '551d2500' } as const;

export function extendedKeyUsage(...kinds: readonly (keyof typeof usages)[]): Buffer {
  return extension(standard(37), sequence(...kinds.map((kind) => tlv(6, Buffer.from(usages[kind], 'hex')))));
}

export const subjectKeyId = (...id: readonly number[]): Buffer => extension(standard(14), tlv(4, id));
export const authorityKeyId = (...id: readonly number[]): Buffer => extension(standard(35), sequence(tlv(0x80, id)));

/** Constraints on names, each a GeneralName. */
export interface Constraints {
  readonly permitted?: readonly Bytes[];
  readonly excluded?: readonly Bytes[];
}

export function nameConstraints(constraints: Constraints): Buffer {
  return extension(standard(30), constraintsValue(constraints), critical);
}

export function constraintsValue({ permitted = [], excluded = [] }: Constraints): Buffer {
  const field = (number: number, names: readonly Bytes[]): readonly Buffer[] =>
    names.length === 0 ? [] : [tlv(0xa0 | number, ...names.map((name) => sequence(name)))];
  return sequence(...field(0, permitted), ...field(1, excluded));
}

export const email = (text: string): Buffer => tlv(0x81, Buffer.from(text));
export const uri = (text: string): Buffer => tlv(0x86, Buffer.from(text));
export const ip = (...octets: readonly number[]): Buffer => tlv(0x87, octets);
