/** A certificate as a value. The rest of the program knows nothing else about it. Nothing here has been verified. */
export interface Certificate {
  /** The DER bytes, as served or read. */
  readonly der: Uint8Array;
  /** SHA-256 of the DER, lower-case hex without separators. */
  readonly fingerprintSha256: string;
  /** Distinguished names as RFC 4514 text, and the last CN of each, which is the first one printed in RFC 4514 order. */
  readonly subject: string;
  readonly issuer: string;
  readonly subjectCommonName: string | undefined;
  readonly issuerCommonName: string | undefined;
  /** Upper-case hex of the INTEGER, no separators, as OpenSSL prints it. */
  readonly serialNumber: string;
  /** Unix seconds, exactly as the DER says (RFC 5280 4.1.2.5). Both ends are inclusive. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** dNSName SANs as they are in the certificate. */
  readonly dnsNames: readonly string[];
  /** iPAddress SANs in canonical text (RFC 5952; a mapped IPv4 address as IPv4). */
  readonly ipAddresses: readonly string[];
  /** Every other kind of SAN, for display only: Go's name rules ignore them. Of more than a thousand, the last one says how many are missing. */
  readonly otherNames: readonly OtherName[];
  /** `RSA 2048` (rounded up to whole bytes), `ECDSA P-256`, `Ed25519`, or an OID. */
  readonly keyAlgorithm: string;
  /** `SHA256-RSA`, `ECDSA-SHA256`, `Ed25519` as Go's crypto/x509 names them, or an OID. */
  readonly signatureAlgorithm: string;
  /** basicConstraints says that it is a CA (RFC 5280 4.2.1.9). */
  readonly isCa: boolean;
}

export const otherNameTypes = ['email', 'uri', 'directory', 'registeredId', 'other'] as const;

/** A SAN that is neither a DNS name nor an IP address (RFC 5280 4.2.1.6). */
export interface OtherName {
  readonly type: (typeof otherNameTypes)[number];
  readonly value: string;
}

/** The chain from one handshake, in the order in which the server sent it: the leaf first. */
export type Chain = readonly [leaf: Certificate, ...rest: Certificate[]];

/** Returns the time, in Unix seconds, at which the first certificate of the chain expires. */
export function chainNotAfter(chain: Chain): number {
  let first = Infinity;
  for (const { notAfter } of chain) if (notAfter < first) first = notAfter;
  return first;
}

/** The result of decoding bytes as a certificate. `message` is for people and may include parts of the decoded content. */
export type Decoded = { readonly ok: true; readonly certificate: Certificate } | Undecodable;

export interface Undecodable {
  readonly ok: false;
  readonly reason: 'certificate_malformed' | 'certificate_too_large';
  readonly message: string;
}

/** Decodes the DER of one certificate. Never throws. decodeCertificate is the real implementation. */
export type Decode = (der: Uint8Array) => Decoded;
