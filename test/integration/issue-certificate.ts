import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { encodeSubjectAlternativeName, type GeneralName } from '../../demo/subject-alternative-name.js';
import { toPem } from '../fixtures/to-pem.js';
import { buildCertificate, extension, oids, rdn, sequence, tlv, validity } from '../x509/der-builder.js';

/** A certificate and its private key. */
export interface Issued {
  readonly request: CertificateRequest;
  readonly key: KeyObject;
  readonly der: Buffer;
  readonly pem: string;
}

export interface CertificateRequest {
  readonly commonName: string;
  /** The private key. A new one of P-256 when left out. */
  readonly key?: KeyObject;
  /** It ends in so many days, or ended so many days ago. It always began 400 days ago. A year when left out. */
  readonly days?: number;
  readonly usage?: 'server' | 'client';
  readonly names?: readonly GeneralName[];
  /** The contents of its INTEGER. */
  readonly serialNumber?: readonly number[];
  /** Identifies the key of an authority: a hash of the key when left out. */
  readonly subjectKeyId?: Uint8Array;
  /** Whether it names the key of its issuer. True when left out. */
  readonly authorityKeyId?: boolean;
  /** Further extensions, after the usual ones. */
  readonly extensions?: readonly Buffer[];
  /** Default: sha256. */
  readonly hash?: 'sha1' | 'sha256';
}

/** The certificate of an authority, which `issuer` has issued, or else it has itself. */
export function issueAuthority(request: CertificateRequest, issuer?: Issued): Issued {
  const key = request.key ?? newKey();
  return issue({ ...request, key }, issuer, [
    extension(oids.keyUsage, tlv(3, [2, 4]), critical),
    extension(oids.basicConstraints, sequence(yes), critical),
    extension(subjectKeyIdOid, tlv(4, request.subjectKeyId ?? hashOf(key))),
  ]);
}

/** The certificate of a server, or of a client if its usage says so. */
export function issueLeaf(request: CertificateRequest, issuer: Issued): Issued {
  const { usage = 'server', names = [] } = request;
  return issue(request, issuer, [
    extension(oids.keyUsage, tlv(3, [5, 0xa0]), critical),
    extension(extendedKeyUsageOid, sequence(tlv(6, usages[usage]))),
    ...(names.length > 0 ? [extension(oids.subjectAltName, encodeSubjectAlternativeName(names))] : []),
  ]);
}

const subjectKeyIdOid = [0x55, 0x1d, 0x0e];
const authorityKeyIdOid = [0x55, 0x1d, 0x23];
export const extendedKeyUsageOid = [0x55, 0x1d, 0x25];
/** id-kp-serverAuth and id-kp-clientAuth. */
export const usages = { server: [0x2b, 6, 1, 5, 5, 7, 3, 1], client: [0x2b, 6, 1, 5, 5, 7, 3, 2] } as const;
/** ecdsa-with-SHA1 and ecdsa-with-SHA256. */
const signatures = { sha1: [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1], sha256: oids.ecdsaSha256 } as const;
/** BOOLEAN TRUE. */
const yes = tlv(1, [0xff]);
const critical = yes;
const day = 86_400_000;

function issue(request: CertificateRequest, issuer: Issued | undefined, usual: readonly Buffer[]): Issued {
  const { commonName, key = newKey(), days = 365, hash = 'sha256', extensions = [] } = request;
  const { serialNumber = [1, ...randomBytes(8)], authorityKeyId = true } = request;
  const signer = issuer ?? { key, request };
  const signerKeyId = signer.request.subjectKeyId ?? hashOf(signer.key);
  const der = buildCertificate({
    serialNumber,
    algorithm: sequence(tlv(6, signatures[hash])),
    issuer: sequence(rdn(oids.commonName, signer.request.commonName)),
    validity: validity(timeText(-400), timeText(days)),
    subject: sequence(rdn(oids.commonName, commonName)),
    publicKey: publicKeyOf(key),
    extensions: [
      ...usual,
      ...(authorityKeyId ? [extension(authorityKeyIdOid, sequence(tlv(0x80, signerKeyId)))] : []),
      ...extensions,
    ],
    sign: (fields) => sign(hash, fields, signer.key),
  });
  return { request, key, der, pem: toPem(der) };
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function hashOf(key: KeyObject): Buffer {
  return createHash('sha256').update(publicKeyOf(key)).digest().subarray(0, 20);
}

/** GeneralizedTime of so many days from now, as in `20261126153300Z`. */
function timeText(days: number): string {
  return new Date(Date.now() + days * day).toISOString().replace(/\.\d+|[-:T]/g, '');
}
