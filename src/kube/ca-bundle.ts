import { readCaCertificates } from '../x509/ca-certificates.js';

/** The certificates in DER, or why Go's clients refuse the whole bundle, in their words. */
export type CaBundle =
  | { readonly ok: true; readonly certificates: readonly Uint8Array[] }
  | { readonly ok: false; readonly message: string };

/** A block with headers has a colon. Go leaves it out, as it does any other label. */
const certificate = /-----BEGIN CERTIFICATE-----[^-:]*-----END CERTIFICATE-----/g;

/**
 * Reads a caBundle of the Kubernetes API as client-go does (rootCertPool and createErrorParsingCAData of transport/transport.go): PEM only, never
 * DER. What Go cannot read is left out if there is anything else. Of the certificates that are returned, Go can read at least one.
 */
export function readCaBundle(bytes: Uint8Array): CaBundle {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const blocks = text.match(certificate) ?? [];
  if (blocks.length > 0) {
    const read = readCaCertificates(Buffer.from(blocks.join('\n'), 'latin1'));
    return read.ok ? read : refused(`failed to parse certificate: ${read.message}`);
  }
  const begin = text.indexOf('-----BEGIN ');
  const isPem = begin >= 0 && text.includes('-----END ', begin);
  return refused(isPem ? 'no valid certificate authority data seen' : 'unable to parse bytes as PEM block');
}

function refused(message: string): CaBundle {
  return { ok: false, message: `unable to load root certificates: ${message}` };
}
