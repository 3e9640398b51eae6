import { constants } from 'node:crypto';
import { createSecureContext, DEFAULT_CIPHERS, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { Secret } from './secret.js';

/** A client certificate. `certificate` is PEM, the leaf first. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: Secret;
}

/** Go's order: first what takes the least CPU time (crypto/tls, defaultCipherSuitesTLS13). */
const ciphersOfTls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];

/**
 * Node's default ciphers in that order, without finite-field Diffie-Hellman. There the server chooses the numbers: a hostile server that chooses
 * 10,000 bits blocks the event loop for a second at each handshake. Go has none of these ciphers, so kube-apiserver and its clients do not miss
 * them. All groups of TLS 1.3 have a fixed size.
 */
export const ciphers = [...new Set([...ciphersOfTls13, ...DEFAULT_CIPHERS.split(':')]), '!DHE'].join(':');

/** What a handshake offers. docs/operation.md lists it for those whose servers refuse it. */
export const offered = {
  versions: ['1.2', '1.3'],
  // Go's groups (crypto/tls) but for the post-quantum ones. Under TLS 1.2 they are also the curves of ECDSA certificates.
  groups: ['X25519', 'P-256', 'P-384', 'P-521'],
  // OpenSSL has them since 3.5, so Node 20 has none. They are offered only where a server refuses the others: the key share of the first one
  // quadruples the ClientHello. Without a key share, a Go server would choose it all the same, by a second ClientHello.
  postQuantumGroups: ['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024'],
} as const;

type ClientIdentity = Pick<SecureContextOptions, 'cert' | 'key'>;

/** A context, and how to make the same with post-quantum groups. */
interface Made {
  readonly identity: ClientIdentity;
  postQuantum: SecureContext | undefined;
}

const made = new WeakMap<SecureContext, Made>();

let withoutClient: SecureContext | undefined;
let quiet: SecureContext | undefined;

/**
 * Returns the TLS context of connections to API servers. The one without a client certificate is made once, because a new one for each
 * handshake doubles its cost. There is no CA in it, because this program decides as a Go client does and does not ask for OpenSSL's verdict.
 * Throws when the client's certificate or key cannot be read, or when they do not belong together.
 */
export function tlsContext(client?: ClientCertificate): SecureContext {
  if (client === undefined) return (withoutClient ??= createFor({}));
  return createFor({ cert: client.certificate, key: client.key.reveal() });
}

/** Returns a context for handshakes whose secrets nobody asks for: where one is asked for them, all of its context report them. */
export function quietContext(): SecureContext {
  return (quiet ??= createFor({}));
}

function createFor(identity: ClientIdentity): SecureContext {
  const context = create(identity, offered.groups);
  made.set(context, { identity, postQuantum: undefined });
  return context;
}

/**
 * Returns a context that offers the post-quantum groups as well, and is the same otherwise. Undefined: OpenSSL has no such groups, or the
 * context is not one of `tlsContext`.
 */
export function postQuantumContext(context: SecureContext): SecureContext | undefined {
  const known = made.get(context);
  if (known === undefined) return undefined;
  try {
    return (known.postQuantum ??= create(known.identity, [...offered.postQuantumGroups, ...offered.groups]));
  } catch {
    return undefined;
  }
}

function create(identity: ClientIdentity, groups: readonly string[]): SecureContext {
  return createSecureContext({
    ...identity,
    // An empty list keeps Node from loading its 140 roots.
    ca: [],
    minVersion: 'TLSv1.2',
    // In TLS 1.2 a server could show another chain later, when nobody reads it before OpenSSL verifies it (see dialTls).
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    ciphers,
    ecdhCurve: groups.join(':'),
  });
}
