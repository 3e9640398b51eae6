import { X509Certificate } from 'node:crypto';
import { type FindError, readCertificates } from './read-certificates.js';

/** The certificates in DER, or a message for people that says what is wrong. */
export type CaCertificates =
  | { readonly ok: true; readonly certificates: readonly Uint8Array[] }
  | { readonly ok: false; readonly message: string };

/** Reads a CA's certificates from PEM or DER. OpenSSL must accept each of them, since OpenSSL judges chains by them. */
export function readCaCertificates(bytes: Uint8Array): CaCertificates {
  const certificates: Uint8Array[] = [];
  for (const found of readCertificates(bytes)) {
    if ('error' in found) return { ok: false, message: explain(found.position, found.error) };
    if (!isCertificate(found.der)) return { ok: false, message: `certificate ${found.position}: cannot be decoded` };
    certificates.push(found.der);
  }
  return { ok: true, certificates };
}

function explain(position: number, { reason, message }: FindError): string {
  if (reason === 'no_certificate') return 'no certificate, neither PEM nor DER';
  return `certificate ${position}: ${message}`;
}

function isCertificate(der: Uint8Array): boolean {
  try {
    return new X509Certificate(der).raw.length > 0;
  } catch {
    return false;
  }
}
