import { type MalformedDer, readElement, tags } from './der.js';

/** One certificate of a file, or the error in its place. `position` counts from 1. */
export type FoundCertificate =
  { readonly position: number; readonly der: Uint8Array } | { readonly position: number; readonly error: FindError };

export interface FindError {
  readonly reason: 'no_certificate' | 'pem_malformed' | 'certificate_malformed' | 'too_many_certificates';
  readonly message: string;
}

type Found = { readonly der: Uint8Array } | { readonly error: FindError };

/** Ten times as many as the largest public bundle of roots contains. */
const maxCertificates = 2000;

/**
 * Finds the certificates in a file without decoding them. The file is PEM (RFC 7468), or one or several certificates in DER. PEM may have
 * any text around and between the blocks, LF or CRLF, and OpenSSL's `TRUSTED CERTIFICATE`. A broken block is an error at its position, and
 * the others are still read. The result always has at least one entry. Never throws.
 */
export function readCertificates(bytes: Uint8Array): readonly FoundCertificate[] {
  const found: Found[] = [];
  for (const one of looksLikeDer(bytes) ? derCertificates(bytes) : pemCertificates(bytes)) {
    if (found.push(one) <= maxCertificates) continue;
    found.splice(-1, 1, fault('too_many_certificates', `more than ${maxCertificates}: the rest is left out`));
    break;
  }
  if (found.length === 0) found.push(fault('no_certificate', 'neither PEM nor DER of a certificate'));
  return found.map((one, at) => ({ position: at + 1, ...one }));
}

/** Says in a line what is wrong where. */
export function explainFindError({ position, error }: Extract<FoundCertificate, { error: FindError }>): string {
  if (error.reason === 'no_certificate') return 'no certificate, neither PEM nor DER';
  return `certificate ${position}: ${error.message}`;
}

function fault(reason: FindError['reason'], message: string): Found {
  return { error: { reason, message } };
}

/** Returns whether the bytes begin like a SEQUENCE of 128 bytes or more. Every certificate does, and no text does. */
function looksLikeDer([tag, length = 0]: Uint8Array): boolean {
  return tag === tags.sequence && length >= 0x80 && length < 0xc0;
}

/** Reads certificates that follow one another without padding, as Go's ParseCertificates does. */
function* derCertificates(bytes: Uint8Array): Generator<Found, void> {
  for (let rest = bytes; rest.length > 0;) {
    const found = firstElement(rest);
    yield found;
    if (!('der' in found)) return;
    rest = rest.subarray(found.der.length);
  }
}

function firstElement(bytes: Uint8Array): Found {
  try {
    return { der: readElement(bytes, 'certificate').raw };
  } catch (error) {
    return fault('certificate_malformed', (error as MalformedDer).message);
  }
}

/** Old tools wrote `X509 CERTIFICATE` (RFC 7468 5.1). */
const begin = /-----BEGIN (CERTIFICATE|X509 CERTIFICATE|TRUSTED CERTIFICATE)-----/g;

function* pemCertificates(bytes: Uint8Array): Generator<Found, void> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const { 0: line, 1: label = '', index } of text.matchAll(begin)) {
    const body = text.slice(index + line.length, bodyEnd(text, index + line.length));
    const ends = text.startsWith(`-----END ${label}-----`, index + line.length + body.length);
    yield ends ? pemBlock(body, label) : fault('pem_malformed', `BEGIN ${label} without its END`);
  }
}

function bodyEnd(text: string, from: number): number {
  const end = text.indexOf('-----', from);
  return end === -1 ? text.length : end;
}

function pemBlock(body: string, label: string): Found {
  const base64 = withoutHeaders(body).replace(/[ \t\r\n]+/g, '');
  if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    return fault('pem_malformed', `${label}: broken base64`);
  const der = Buffer.from(base64, 'base64');
  // OpenSSL writes the trust settings after the certificate itself (openssl-x509(1), -trustout).
  return label === 'TRUSTED CERTIFICATE' ? firstElement(der) : { der };
}

/** Removes `Key: value` lines and the blank line after them (RFC 1421). RFC 7468 says that parsers should expect them. */
function withoutHeaders(body: string): string {
  const blank = body.search(/\r?\n[ \t]*\r?\n/);
  return blank >= 0 && body.slice(0, blank).includes(':') ? body.slice(blank) : body;
}
