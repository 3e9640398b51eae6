import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Clock } from '../net/clock.js';
import { type Deadline, onDeadline } from '../net/deadline.js';
import { isTlsError } from '../net/tls-error.js';
import type { Decode } from '../x509/certificate.js';
import type { ApiFailureKind } from './api-failure.js';
import { type ClusterAccess, verifiedName } from './cluster-access.js';
import { type Identity, verifyLeaf } from './verify-leaf.js';

export type Connection =
  /** `verifiedAs` is undefined if nothing is verified (insecure-skip-tls-verify). */
  | { readonly ok: true; readonly socket: TLSSocket; readonly verifiedAs: string | undefined }
  | {
      readonly ok: false;
      readonly kind: Extract<ApiFailureKind, 'unreachable' | 'tls' | 'untrusted' | 'wrong_name'>;
      readonly message: string;
      readonly code: string | undefined;
    };

export interface ConnectionRequest {
  readonly access: ClusterAccess;
  readonly secureContext: SecureContext;
  readonly decode: Decode;
  readonly clock: Clock;
  /** Ends the connection, even after the handshake. */
  readonly deadline: Deadline;
}

/**
 * Opens a TLS connection and verifies the server before callers can write to it, so that no token reaches an unverified server. A client
 * certificate is sent during the handshake, as TLS requires; it is worthless to anyone who sees it. Node lets OpenSSL judge the chain
 * (dates and server purpose included); the name is judged by Go's rules. Never rejects.
 */
export function connectVerified({
  access,
  secureContext,
  decode,
  clock,
  deadline,
}: ConnectionRequest): Promise<Connection> {
  const { server, insecure } = access;
  const name = verifiedName(access);
  let identity: Identity | undefined;
  return new Promise((resolve) => {
    const socket = connect({
      host: server.host.text,
      port: server.port,
      // An IP is not allowed as SNI (RFC 6066 3), and an empty string keeps Node from sending anything.
      servername: name.kind === 'dns' ? name.text : '',
      secureContext,
      rejectUnauthorized: !insecure,
      checkServerIdentity: (_host, { raw }) => {
        identity = verifyLeaf(raw, access, decode);
        return identity.ok ? undefined : new Error(identity.message);
      },
    });
    const cancel = onDeadline(deadline, clock, () => socket.destroy());
    // The listener stays for the socket's whole life: alerts may come after the handshake.
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, ...explain(error, socket, identity) }));
    socket.once('close', () => {
      cancel();
      resolve({ ok: false, kind: 'unreachable', message: 'the connection ended', code: undefined });
    });
    socket.once('secureConnect', () =>
      resolve({ ok: true, socket, verifiedAs: !insecure && identity?.ok === true ? identity.name : undefined }),
    );
  });
}

type Explained = Omit<Extract<Connection, { ok: false }>, 'ok'>;

/** Explains an error. The text of Node's own errors is never shown: it contains pointers, and differs between versions. */
function explain(error: NodeJS.ErrnoException, socket: TLSSocket, identity: Identity | undefined): Explained {
  const code = String(error.code);
  if (identity?.ok === false) return { kind: identity.kind, message: identity.message, code: undefined };
  const verdict = verdictOf(socket);
  if (verdict !== undefined) {
    return { kind: 'untrusted', message: `its certificate is not trusted (${verdict})`, code: verdict };
  }
  if (isTlsError(error)) {
    return { kind: 'tls', message: `the TLS handshake failed (${code})`, code };
  }
  return { kind: 'unreachable', message: `no connection (${code})`, code };
}

/** Returns OpenSSL's verdict. Node sets its code here, although the property is typed as an Error. */
function verdictOf({ authorizationError }: TLSSocket): string | undefined {
  const verdict: unknown = authorizationError;
  return typeof verdict === 'string' ? verdict : undefined;
}
