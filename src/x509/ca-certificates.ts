import { breaksOff } from './breaks-off.js';
import { readGoCertificate } from './go-certificate.js';
import { explainFindError, type FoundCertificate, readCertificates } from './read-certificates.js';

/** The certificates in DER, or a message for people that says what is wrong. */
export type CaCertificates =
  | {
      readonly ok: true;
      readonly certificates: readonly Uint8Array[];
      /** Whether the file breaks off within a certificate, as one that is half written. */
      readonly isCut: boolean;
    }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a client's CA from PEM or DER. Go's clients leave out what they cannot read, and go on if there is anything else (AppendCertsFromPEM).
 * So an odd certificate in a bundle is no error. Of those that are returned, Go can read at least one.
 */
export function readCaCertificates(bytes: Uint8Array): CaCertificates {
  const found = readCertificates(bytes);
  const certificates = found.flatMap((one) => ('der' in one ? [one.der] : []));
  // By a CA that is cut short, servers would be refused that clients accept.
  const cut = found.find((one) => 'error' in one && one.error.reason === 'too_many_certificates');
  if (cut === undefined && certificates.some((der) => readGoCertificate(der).ok))
    return { ok: true, certificates, isCut: breaksOff(bytes, found) };
  const [message = ''] = (cut === undefined ? found.slice(0, 1) : [cut]).map(explain);
  return { ok: false, message };
}

function explain(found: FoundCertificate): string {
  if ('error' in found) return explainFindError(found);
  const reading = readGoCertificate(found.der);
  return `certificate ${found.position}: ${reading.ok ? '' : reading.error}`;
}
