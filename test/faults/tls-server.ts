import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { serving } from './authority.js';
import type { Scope } from './fault.js';

/** A TLS server on a free port of 127.0.0.1 that calls a function with each connection after the handshake. */
export function startTlsServer(
  t: Scope,
  onConnection: (socket: TLSSocket) => void,
  options: TlsOptions = {},
): Promise<number> {
  const server = createServer({ ...serving, ...options }, (socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  return listenOnLoopback(t, server);
}
