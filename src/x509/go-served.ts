import { type GoCertificate, readGoCertificate } from './go-certificate.js';
import { type Refusal, refusal } from './go-refusal.js';
import { rsaFault } from './go-signature.js';

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
 * Returns why a handshake with Go fails over the leaf's key, although the path was verified. Go has no signature algorithm for keys that it
 * does not know (id-RSASSA-PSS, Ed448), so the server ends the handshake. DSA is not among them: no TLS server of today shows such a leaf.
 */
export function handshakeFault({ publicKey }: GoCertificate): Refusal | undefined {
  if (publicKey === undefined) return refusal('unsupported', 'remote error: tls: handshake failure');
  const fault = publicKey.kind === 'RSA' ? rsaFault(publicKey.rsa) : undefined;
  return fault === undefined
    ? undefined
    : refusal('unsupported', `tls: invalid signature by the server certificate: ${fault}`);
}
