import { X509Certificate } from 'node:crypto';

/** The DER certificates of a PEM file, or what is wrong with it, in words that follow "found …". */
export type CaCertificates =
  | { readonly ok: true; readonly certificates: readonly Uint8Array[] }
  | { readonly ok: false; readonly found: string };

const block = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;

/** Every certificate must be one that OpenSSL takes, since it will judge chains by them. */
export function readCaCertificates(bytes: Uint8Array): CaCertificates {
  const text = Buffer.from(bytes).toString('latin1');
  const certificates = [...text.matchAll(block)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
  if (certificates.length === 0) return { ok: false, found: 'no certificate' };
  const broken = certificates.findIndex((der) => !isCertificate(der));
  if (broken >= 0) return { ok: false, found: `a broken certificate (number ${String(broken + 1)})` };
  return { ok: true, certificates };
}

function isCertificate(der: Uint8Array): boolean {
  try {
    return new X509Certificate(der).raw.length > 0;
  } catch {
    return false;
  }
}
