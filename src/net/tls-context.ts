import { createSecureContext, DEFAULT_CIPHERS, type SecureContext, type SecureContextOptions } from 'node:tls';
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

let withoutClient: SecureContext | undefined;

/**
 * Returns the TLS context of connections to API servers. The one without a client certificate is made once, because a new one for each
 * handshake doubles its cost. There is no CA in it, because this program decides as a Go client does and does not ask for OpenSSL's verdict.
 * Throws when the client's certificate or key cannot be read, or when they do not belong together.
 */
export function tlsContext(client?: ClientCertificate): SecureContext {
  if (client === undefined) return (withoutClient ??= create({}));
  return create({ cert: client.certificate, key: client.key.reveal() });
}

function create(identity: Pick<SecureContextOptions, 'cert' | 'key'>): SecureContext {
  return createSecureContext({
    ...identity,
    // An empty list keeps Node from loading its 140 roots.
    ca: [],
    minVersion: 'TLSv1.2',
    ciphers,
    // Go's groups (crypto/tls) but for the post-quantum one, whose key share costs a third of a handshake. Under TLS 1.2 they are also the
    // curves of ECDSA certificates.
    ecdhCurve: 'X25519:P-256:P-384:P-521',
  });
}
