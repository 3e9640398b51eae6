import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { type KeyAlgorithm, keyAlgorithms } from './key-algorithm.js';
import { encodeSubjectAlternativeName, type GeneralName } from './subject-alternative-name.js';

/** What a TLS server presents: PEM of the certificates that it serves, leaf first, and the leaf's key as PKCS #8 PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface IssuedCertificate {
  readonly der: Uint8Array;
  readonly pem: string;
  /** PKCS #8 PEM. */
  readonly key: string;
  /** PEM of this certificate and each issuer up to the root, which is included. */
  readonly chain: readonly string[];
  /** What a server presents: this certificate and the issuers between it and the root, as kubeadm's apiserver does. */
  readonly identity: Identity;
}

/** Times are unix seconds. When left out: one year from an hour ago, or ten years for an authority. */
export interface CertificateOptions {
  readonly commonName: string;
  readonly organization?: string;
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  /** Further SANs, after those above. */
  readonly names?: readonly GeneralName[];
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Whether basicConstraints says CA. `issueAuthority` returns one that can sign. */
  readonly ca?: boolean;
  readonly usage?: 'server' | 'client';
  readonly keyAlgorithm?: KeyAlgorithm;
  /** Keys to use again, of `keyAlgorithm` and extractable: new ones when left out. */
  readonly keys?: webcrypto.CryptoKeyPair;
  /** Hex; random when left out. */
  readonly serialNumber?: string;
  /** The issuer's key identifier in hex (false: without); the issuer's own when left out. */
  readonly authorityKeyId?: string | false;
  /** Further extensions, after the usual ones. */
  readonly extensions?: readonly { readonly oid: string; readonly critical?: boolean; readonly value: Uint8Array }[];
}

export interface Authority extends IssuedCertificate {
  issue(options: CertificateOptions): Promise<IssuedCertificate>;
  /** An intermediate authority. */
  issueAuthority(options: CertificateOptions): Promise<Authority>;
}

interface Issuer {
  readonly name: x509.Name;
  readonly publicKey: x509.PublicKey;
  readonly privateKey: webcrypto.CryptoKey;
  readonly keyAlgorithm: KeyAlgorithm;
  /** PEM, without the root and with it. */
  readonly intermediates: readonly string[];
  readonly chain: readonly string[];
}

const hour = 3600;
const day = 24 * hour;

/** Creates a self-signed certificate authority. */
export async function createAuthority(options: CertificateOptions): Promise<Authority> {
  return asAuthority(await build({ ...options, ca: true }, undefined), undefined);
}

interface Built {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: webcrypto.CryptoKey;
  readonly issued: IssuedCertificate;
  readonly options: CertificateOptions;
}

async function build(options: CertificateOptions, issuer: Issuer | undefined): Promise<Built> {
  const { generate, sign } = keyAlgorithms[options.keyAlgorithm ?? 'ecdsa-p256'];
  const keys =
    options.keys ?? ((await crypto.subtle.generateKey(generate, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair);
  const subject = distinguishedName(options);
  const now = Math.floor(Date.now() / 1000);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer?.name ?? subject,
    publicKey: keys.publicKey,
    signingKey: issuer?.privateKey ?? keys.privateKey,
    signingAlgorithm: issuer === undefined ? sign : keyAlgorithms[issuer.keyAlgorithm].sign,
    notBefore: new Date((options.notBefore ?? now - hour) * 1000),
    notAfter: new Date((options.notAfter ?? now + (options.ca === true ? 3650 : 365) * day) * 1000),
    extensions: await extensionsOf(options, keys.publicKey, issuer),
    ...(options.serialNumber === undefined ? {} : { serialNumber: options.serialNumber }),
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { certificate, privateKey: keys.privateKey, issued: asIssued(certificate, key, issuer), options };
}

function asIssued(certificate: x509.X509Certificate, key: string, issuer: Issuer | undefined): IssuedCertificate {
  const pem = certificate.toString('pem');
  const cert = [pem, ...(issuer?.intermediates ?? [])].join('\n');
  return {
    der: new Uint8Array(certificate.rawData),
    pem,
    key,
    chain: [pem, ...(issuer?.chain ?? [])],
    identity: { cert, key },
  };
}

function asAuthority({ certificate, privateKey, issued, options }: Built, parent: Issuer | undefined): Authority {
  const self: Issuer = {
    name: certificate.subjectName,
    publicKey: certificate.publicKey,
    privateKey,
    keyAlgorithm: options.keyAlgorithm ?? 'ecdsa-p256',
    intermediates: parent === undefined ? [] : [issued.pem, ...parent.intermediates],
    chain: issued.chain,
  };
  return {
    ...issued,
    issue: async (request) => (await build(request, self)).issued,
    issueAuthority: async (request) => asAuthority(await build({ ...request, ca: true }, self), self),
  };
}

/** Uses UTF8String throughout. Go does the same for text that is not printable, such as the `@` of a loopback certificate. */
function distinguishedName({ organization, commonName }: CertificateOptions): x509.Name {
  return new x509.Name([
    ...(organization === undefined ? [] : [{ O: [{ utf8String: organization }] }]),
    { CN: [{ utf8String: commonName }] },
  ]);
}

/** BIT STRINGs of RFC 5280 4.2.1.3: digitalSignature and keyEncipherment; with keyCertSign. */
const keyUsage = { leaf: Uint8Array.of(3, 2, 5, 0xa0), authority: Uint8Array.of(3, 2, 2, 0xa4) };

async function extensionsOf(
  options: CertificateOptions,
  publicKey: webcrypto.CryptoKey,
  issuer: Issuer | undefined,
): Promise<x509.Extension[]> {
  const { ca = false, usage = 'server', extensions = [] } = options;
  const names = namesOf(options);
  return [
    new x509.Extension('2.5.29.15', true, ca ? keyUsage.authority : keyUsage.leaf),
    ...(ca ? [] : [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[`${usage}Auth`]])]),
    new x509.BasicConstraintsExtension(ca, undefined, true),
    ...(ca ? [await x509.SubjectKeyIdentifierExtension.create(publicKey)] : []),
    ...(await authorityKeyIdentifier(options, issuer)),
    ...(names.length === 0 ? [] : [new x509.Extension('2.5.29.17', false, encodeSubjectAlternativeName(names))]),
    ...extensions.map(({ oid, critical = false, value }) => new x509.Extension(oid, critical, new Uint8Array(value))),
  ];
}

async function authorityKeyIdentifier(
  { authorityKeyId }: CertificateOptions,
  issuer: Issuer | undefined,
): Promise<x509.Extension[]> {
  if (issuer === undefined || authorityKeyId === false) return [];
  return authorityKeyId === undefined
    ? [await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey)]
    : [new x509.AuthorityKeyIdentifierExtension(authorityKeyId)];
}

function namesOf({ dnsNames = [], ipAddresses = [], names = [] }: CertificateOptions): readonly GeneralName[] {
  return [
    ...dnsNames.map((value) => ({ kind: 'dns', value }) as const),
    ...ipAddresses.map((value) => ({ kind: 'ip', value }) as const),
    ...names,
  ];
}
