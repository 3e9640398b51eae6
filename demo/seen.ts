import type { IncomingMessage } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

/** What the server saw since it was started. */
export interface Seen {
  /** TCP connections accepted. */
  readonly connections: number;
  /** TLS handshakes that succeeded. */
  readonly handshakes: number;
  /** TLS handshakes that failed: `apiserver_tls_handshake_errors_total`. */
  readonly handshakeErrors: number;
  /** Connections that broke off after the handshake instead of closing politely. */
  readonly connectionErrors: number;
  /** The SNI of each handshake in the order in which they came, in lower case; undefined: none was sent. */
  readonly sniSeen: readonly (string | undefined)[];
  /** The number of connections without SNI that were open at once at most. */
  readonly mostWithoutSni: number;
  /** Path and query of each request, in the order in which they came. */
  readonly requests: readonly string[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what the server sees, and keeps the set of its open connections. */
export function watchServer(
  server: Server,
  seen: Mutable<Seen> & { sniSeen: (string | undefined)[]; requests: string[] },
  sockets: Set<Socket>,
): void {
  server.on('connection', (socket: Socket) => {
    seen.connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Node's https reports a failed handshake as `clientError` as well.
  const secured = new WeakSet<Duplex>();
  let open = 0;
  server.on('secureConnection', (socket: TLSSocket) => {
    secured.add(socket);
    seen.handshakes += 1;
    // Without SNI, SNICallback is not called. Node's typings lack `servername` on the server's side: false means that there was no SNI.
    if ((socket as TLSSocket & { servername: string | false }).servername) return;
    seen.sniSeen.push(undefined);
    seen.mostWithoutSni = Math.max(seen.mostWithoutSni, ++open);
    socket.once('close', () => {
      open -= 1;
    });
  });
  server.on('request', ({ url = '' }: IncomingMessage) => seen.requests.push(url));
  server.on('tlsClientError', () => {
    seen.handshakeErrors += 1;
  });
  server.on('clientError', (_error, socket) => {
    if (secured.has(socket)) seen.connectionErrors += 1;
    socket.destroy();
  });
}
