import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import { joinHostPort } from '../net/address.js';
import { onDeadline } from '../net/deadline.js';
import { dialTls } from '../net/dial-tls.js';
import { ProxyError } from '../net/proxy-error.js';
import { servedCertificates } from '../net/served-certificates.js';
import { onServerShown } from '../net/server-shown.js';
import { AddressRefusedError, guardedLookup } from '../net/guarded-lookup.js';
import { isTlsError } from '../net/tls-error.js';
import { withGroups } from '../net/with-groups.js';
import type { Certificate, Decode } from '../x509/certificate.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import type { ApiFailureKind } from './api-failure.js';
import type { Credentials } from './credentials.js';
import { type FirstContact, namedServer, serverNameToSend, tunnelTo } from './server-name-to-send.js';
import { type Identity, verifyServer } from './verify-server.js';

export type Connection =
  /** `verifiedAs` is undefined if nothing is verified (insecure-skip-tls-verify). */
  | {
      readonly ok: true;
      readonly socket: TLSSocket;
      readonly verifiedAs: string | undefined;
      /** Undefined: it cannot be decoded. */
      readonly leaf: Certificate | undefined;
    }
  | {
      readonly ok: false;
      readonly kind: Extract<ApiFailureKind, 'unreachable' | 'tls' | 'untrusted' | 'wrong_name'>;
      readonly message: string;
      readonly code: string | undefined;
    };

export interface ConnectionRequest extends FirstContact {
  readonly ca: Credentials['ca'];
  readonly secureContext: SecureContext;
}

/**
 * Opens a TLS connection to a server that a Go client would accept. The server is judged during the handshake, as in Go, so that neither a
 * client certificate nor a token reaches one that is refused. OpenSSL's own verdict does not count. Never rejects.
 */
export async function connectVerified(request: ConnectionRequest): Promise<Connection> {
  const { host, port } = request.access.server;
  return await withGroups({
    server: joinHostPort(host.text, port),
    context: request.secureContext,
    mayRetry: true,
    shake: (secureContext) => connectOnce({ ...request, secureContext }),
    endOf: (connection) => (connection.ok ? 'shown' : isRefused(connection.code) ? 'refused' : 'failed'),
  });
}

function isRefused(code = ''): boolean {
  return code.endsWith('ALERT_HANDSHAKE_FAILURE');
}

async function connectOnce(request: ConnectionRequest): Promise<Connection> {
  const { access, sni } = request;
  try {
    const serverName = await serverNameToSend(request);
    const connection = await connectAs(serverName, await tunnelTo(request), request);
    if (connection.ok && connection.leaf && serverName !== undefined)
      sni.learn(namedServer(access, serverName), !isDynamicListener(connection.leaf));
    return connection;
  } catch (error) {
    return { ok: false, ...explain(error as NodeJS.ErrnoException) };
  }
}

function connectAs(
  serverName: string | undefined,
  tunnel: Socket | undefined,
  { access, ca, secureContext, clock, deadline, decode, family, lookup = guardedLookup() }: ConnectionRequest,
): Promise<Connection> {
  const { server, insecure } = access;
  let served: readonly Uint8Array[] | undefined;
  let identity: Identity | undefined;
  return new Promise((resolve) => {
    const socket = dialTls({
      ...(tunnel === undefined ? { host: server.host.text, port: server.port, family, lookup } : { socket: tunnel }),
      // With an empty string, Node sends no SNI.
      servername: serverName ?? '',
      secureContext,
      rejectUnauthorized: false,
    });
    const judge = (): void => {
      served ??= servedCertificates(socket);
      if (insecure) return;
      identity ??= verifyServer(served, { access, ca, now: clock.now() });
      if (identity.ok) return;
      resolve({ ...identity, code: undefined });
      socket.destroy();
    };
    onServerShown(socket, judge);
    const cancel = onDeadline(deadline, clock, () => socket.destroy());
    // The listener stays for the socket's whole life: alerts may come after the handshake.
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, ...explain(error) }));
    socket.once('close', () => {
      cancel();
      resolve({ ok: false, kind: 'unreachable', message: 'the connection ended', code: undefined });
    });
    socket.once('secureConnect', () => {
      // Once more, in case that another Node does not report secrets at once.
      judge();
      const verifiedAs = identity?.ok === true ? identity.name : undefined;
      resolve({ ok: true, socket, verifiedAs, leaf: decodeLeaf(served, decode) });
    });
  });
}

function decodeLeaf([der]: readonly Uint8Array[] = [], decode: Decode): Certificate | undefined {
  const decoded = der && decode(der);
  return decoded?.ok === true ? decoded.certificate : undefined;
}

type Explained = Omit<Extract<Connection, { ok: false }>, 'ok'>;

/** Explains an error. The text of Node's own errors is never shown: it contains pointers, and differs between versions. */
function explain(error: NodeJS.ErrnoException): Explained {
  const code = String(error.code);
  if (error instanceof ProxyError || error instanceof AddressRefusedError)
    return { kind: 'unreachable', message: error.message, code };
  return isTlsError(error)
    ? { kind: 'tls', message: `the TLS handshake failed (${code})`, code }
    : { kind: 'unreachable', message: `no connection (${code})`, code };
}
