import type { Certificate } from './certificate.js';

/** What became of some bytes that should be a certificate. `message` is for people and may hold parts of the bytes' meaning. */
export type Decoded = { readonly ok: true; readonly certificate: Certificate } | Undecodable;

export interface Undecodable {
  readonly ok: false;
  readonly reason: 'certificate_malformed' | 'certificate_too_large';
  readonly message: string;
}

/** Decodes one certificate's DER; never throws. decodeCertificate is the real one. */
export type Decode = (der: Uint8Array) => Decoded;
