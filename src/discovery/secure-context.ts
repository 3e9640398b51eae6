import { createSecureContext, type SecureContext } from 'node:tls';
import { ciphers } from '../kube/ciphers.js';
import type { Secret } from '../kube/secret.js';
import { toPem } from '../x509/to-pem.js';

/** PEM, the leaf first. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: Secret;
}

/**
 * The TLS context of all handshakes with a target. `ca`: DER certificates, each of which is an anchor, also when it is no root: so does Go,
 * hence kubectl. Node passes over one that OpenSSL does not take, in silence: the reader of the CA must refuse it. Throws when the client's
 * certificate or key is none, or when they do not belong together.
 */
export function createTargetContext(ca: readonly Uint8Array[], client?: ClientCertificate): SecureContext {
  return createSecureContext({
    ...(client && { cert: client.certificate, key: client.key.reveal() }),
    // An empty list keeps Node from loading its 140 roots, which say nothing of a cluster's CA.
    ca: ca.map(toPem),
    allowPartialTrustChain: true,
    minVersion: 'TLSv1.2',
    ciphers,
    // Without the post-quantum group, whose key share costs a third of a handshake; P-256 is needed for ECDSA under TLS 1.2.
    ecdhCurve: 'X25519:P-256:P-384',
  });
}
