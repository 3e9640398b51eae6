import type { TLSSocket } from 'node:tls';
import { hasLabel } from './key-log.js';

/**
 * The secrets that OpenSSL derives at that moment. TLS 1.2: the master secret, after the server's signature was verified. TLS 1.3: the
 * server's traffic secret, after the server's Finished was verified. Our client certificate is in the flight that follows, of which nothing
 * is sent before OpenSSL has made the whole of it.
 */
const moments = ['CLIENT_RANDOM', 'SERVER_TRAFFIC_SECRET_0'] as const;

/**
 * Calls `listener` during a client's handshake, when the server has shown its certificates and no client certificate has been sent yet. If
 * the listener destroys the socket, none will be. Node has no event for this moment, but it reports secrets at once.
 */
export function onServerShown(socket: TLSSocket, listener: () => void): void {
  socket.on('keylog', (line: Buffer) => {
    if (moments.some((label) => hasLabel(line, label))) listener();
  });
}
