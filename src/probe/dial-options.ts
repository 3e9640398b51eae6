import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { DialOptions } from '../net/dial-tls.js';

/** What matters of a handshake before it begins. */
interface DialRequest {
  readonly ip: string;
  readonly port: number;
  readonly serverName: string | undefined;
  readonly secureContext: SecureContext;
  /** Present if something decides by the certificates during the handshake. */
  readonly accepts?: unknown;
}

/** Returns how to dial for a handshake, on the connection that a proxy has opened if there is one. Every certificate is accepted. */
export function dialOptions(request: DialRequest, tunnel: Socket | undefined): DialOptions {
  return {
    ...(tunnel === undefined ? { host: request.ip, port: request.port } : { socket: tunnel }),
    // With an empty string, Node sends no SNI.
    servername: request.serverName ?? '',
    secureContext: request.secureContext,
    rejectUnauthorized: false,
    mayBeQuiet: request.accepts === undefined,
    // No `session` either: a resumed TLS 1.3 session shows no certificate and would hide a rotation.
  };
}
