import { type GoCertificate, readGoCertificate } from './go-certificate.js';
import { type Refusal, refusal } from './go-refusal.js';
import { shortKeyFault } from './go-signature.js';

/** crypto/tls refuses longer RSA keys in any certificate that is served (defaultMaxRSAKeySize). */
const longestRsaKey = 8192;

/** What was served, as Go reads it, the leaf first. */
export type ServedReading =
  | { readonly ok: true; readonly leaf: GoCertificate; readonly rest: readonly GoCertificate[] }
  | { readonly ok: false; readonly fault: Refusal };

/** Reads what a server sent (verifyServerCertificate of Go's crypto/tls): one bad certificate ends the handshake, needed or not. */
export function readServed(served: readonly Uint8Array[]): ServedReading {
  const certificates: GoCertificate[] = [];
  for (const der of served) {
    const reading = readGoCertificate(der);
    if (!reading.ok)
      return {
        ok: false,
        fault: refusal('malformed', `tls: failed to parse certificate from server: ${reading.error}`),
      };
    const { publicKey } = reading.certificate;
    if (publicKey?.kind === 'RSA' && publicKey.rsa.bits > longestRsaKey)
      return {
        ok: false,
        fault: refusal(
          'unsupported',
          `tls: server sent certificate containing RSA key larger than ${longestRsaKey} bits`,
        ),
      };
    certificates.push(reading.certificate);
  }
  const [leaf, ...rest] = certificates;
  // Go's crypto/tls sees this as a message that it cannot read.
  if (leaf === undefined) return { ok: false, fault: refusal('malformed', 'tls: received empty certificates message') };
  return { ok: true, leaf, rest };
}

/**
 * Returns why crypto/tls cannot use the leaf's key in a handshake, which it finds out only after it has verified the path. Keys of a kind
 * that TLS has no signature for are not among them: no handshake shows such a leaf.
 */
export function handshakeFault({ publicKey }: GoCertificate): Refusal | undefined {
  const fault = publicKey?.kind === 'RSA' ? shortKeyFault(publicKey.rsa) : undefined;
  return fault === undefined
    ? undefined
    : refusal('unsupported', `tls: invalid signature by the server certificate: ${fault}`);
}
