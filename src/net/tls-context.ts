import { createSecureContext, DEFAULT_CIPHERS, type SecureContext } from 'node:tls';
import { toPem } from '../x509/to-pem.js';
import type { Secret } from './secret.js';

/** A client certificate. `certificate` is PEM, the leaf first. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: Secret;
}

/**
 * Node's default ciphers without finite-field Diffie-Hellman. There the server chooses the numbers: a hostile server that chooses 10,000
 * bits blocks the event loop for a second at each handshake. Go has none of these ciphers, so kube-apiserver and its clients do not miss
 * them. All groups of TLS 1.3 have a fixed size.
 */
export const ciphers = `${DEFAULT_CIPHERS}:!DHE`;

/**
 * Makes the TLS context of every connection to an API server. `ca` is a list of DER certificates. Each of them is a trust anchor, even if
 * it is not a root, as in Go and therefore in kubectl. An empty list trusts nothing. Node ignores certificates that OpenSSL cannot read.
 * Throws when the client's certificate or key cannot be read, or when they do not belong together.
 */
export function createTlsContext(ca: readonly Uint8Array[], client?: ClientCertificate): SecureContext {
  return createSecureContext({
    ...(client && { cert: client.certificate, key: client.key.reveal() }),
    // An empty list keeps Node from loading its 140 roots, which say nothing about a cluster's CA.
    ca: ca.map(toPem),
    allowPartialTrustChain: true,
    minVersion: 'TLSv1.2',
    ciphers,
    // Go's groups (crypto/tls) but for the post-quantum one, whose key share costs a third of a handshake. Under TLS 1.2 they are also the
    // curves of ECDSA certificates.
    ecdhCurve: 'X25519:P-256:P-384:P-521',
  });
}
