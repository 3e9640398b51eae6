import { createSecureContext, DEFAULT_CIPHERS, type SecureContext } from 'node:tls';
import { toPem } from '../x509/to-pem.js';
import type { Secret } from './secret.js';

/** PEM, the leaf first. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: Secret;
}

/**
 * Node's default ciphers without finite-field Diffie-Hellman. There the server chooses the numbers: a hostile server that chooses 10,000 bits
 * holds the event loop for a second at each handshake. Go has none of these ciphers, so kube-apiserver and its clients do not miss them. All
 * groups of TLS 1.3 have a fixed size.
 */
export const ciphers = `${DEFAULT_CIPHERS}:!DHE`;

/**
 * Makes the TLS context of every connection to an API server. `ca` holds DER certificates, each of which is an anchor, also when it is not a
 * root: Go does the same, hence kubectl. Node ignores certificates that OpenSSL cannot read, so the reader of the CA must refuse them. Throws
 * when the client's certificate or key cannot be read, or when they do not belong together.
 */
export function createTlsContext(
  ca: readonly Uint8Array[] | 'public roots',
  client?: ClientCertificate,
): SecureContext {
  return createSecureContext({
    ...(client && { cert: client.certificate, key: client.key.reveal() }),
    // An empty list keeps Node from loading its 140 roots, which say nothing about a cluster's CA.
    ...(ca !== 'public roots' && { ca: ca.map(toPem), allowPartialTrustChain: true }),
    minVersion: 'TLSv1.2',
    ciphers,
    // Without the post-quantum group, whose key share costs a third of a handshake; P-256 is needed for ECDSA under TLS 1.2.
    ecdhCurve: 'X25519:P-256:P-384',
  });
}
