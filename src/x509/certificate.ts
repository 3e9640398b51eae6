/** A certificate as a value: all that the rest of the program may know of it. Nothing here has been verified. */
export interface Certificate {
  /** The DER bytes, as served or read. */
  readonly der: Uint8Array;
  /** SHA-256 of the DER, lower-case hex without separators. */
  readonly fingerprintSha256: string;
  /** Distinguished names as RFC 4514 text, and their last CN (RFC 4514 order: the first that is printed), where there is one. */
  readonly subject: string;
  readonly issuer: string;
  readonly subjectCommonName: string | undefined;
  readonly issuerCommonName: string | undefined;
  /** Upper-case hex of the INTEGER, no separators, as OpenSSL prints it. */
  readonly serialNumber: string;
  /** Unix seconds, read from the DER to the letter (RFC 5280 4.1.2.5). Both ends are inclusive. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** dNSName SANs as the certificate has them. */
  readonly dnsNames: readonly string[];
  /** iPAddress SANs in canonical text (RFC 5952; a mapped IPv4 address as IPv4). */
  readonly ipAddresses: readonly string[];
  /** Every other kind of SAN, for display only: Go's name rules never look at them. */
  readonly otherNames: readonly OtherName[];
  /** `RSA 2048`, `ECDSA P-256`, `Ed25519`, or an OID. */
  readonly keyAlgorithm: string;
  /** `SHA256-RSA`, `ECDSA-SHA256`, `Ed25519` as Go's crypto/x509 names them, or an OID. */
  readonly signatureAlgorithm: string;
  /** basicConstraints says that it is a CA (RFC 5280 4.2.1.9). */
  readonly isCa: boolean;
}

/** A SAN that is neither a DNS name nor an IP address (RFC 5280 4.2.1.6). */
export interface OtherName {
  readonly type: 'email' | 'uri' | 'directory' | 'registeredId' | 'other';
  readonly value: string;
}

/** The chain that one handshake showed, in the order in which it was served: the leaf first. */
export type Chain = readonly [leaf: Certificate, ...rest: Certificate[]];

/** Unix seconds at which the first certificate of the chain ends. */
export function chainNotAfter(chain: Chain): number {
  return Math.min(...chain.map((certificate) => certificate.notAfter));
}

/** What became of some bytes that should be a certificate. `message` is for people and may hold parts of the bytes' meaning. */
export type Decoded = { readonly ok: true; readonly certificate: Certificate } | Undecodable;

export interface Undecodable {
  readonly ok: false;
  readonly reason: 'certificate_malformed' | 'certificate_too_large';
  readonly message: string;
}

/** Decodes one certificate's DER; never throws. decodeCertificate is the real one. */
export type Decode = (der: Uint8Array) => Decoded;
