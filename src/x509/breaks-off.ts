import type { FoundCertificate } from './read-certificates.js';

/** The beginning of a `-----BEGIN` that is not written yet. */
const begun = /^-{1,5}$|^-{5}[A-Z ]+-*$/;
const complete = /^-----END [^-\r\n]+-----/;

/**
 * Whether a file ends within a certificate or another PEM block, as one that is half written or was cut off. A block that is broken and has its
 * end is not meant: Go's clients leave it out. `found`: what readCertificates finds in it.
 */
export function breaksOff(bytes: Uint8Array, found: readonly FoundCertificate[]): boolean {
  const text = Buffer.from(bytes).toString('latin1').trimEnd();
  const last = found.at(-1);
  if (!text.includes('-----BEGIN')) return last !== undefined && 'error' in last;
  const end = text.lastIndexOf('-----END');
  if (end < text.lastIndexOf('-----BEGIN') || !complete.test(text.slice(end))) return true;
  const line = text.slice(Math.max(end, text.lastIndexOf('\n') + 1));
  return !complete.test(line) && begun.test(line);
}
