import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { serving } from './authority.js';
import type { Scope } from './fault.js';

/** A TLS server on a free port of 127.0.0.1 that does with each connection what it is told, once the handshake has ended. */
export async function startTlsServer(
  t: Scope,
  onConnection: (socket: TLSSocket) => void,
  options: TlsOptions = {},
): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ ...serving, ...options }, (socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}
