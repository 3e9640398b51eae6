import { connect, Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { isMadeOf } from './end-first.js';
import { GatedSocket, showPeer } from './gated-socket.js';
import { secretIn } from './key-log.js';
import { createServerFlight } from './server-flight.js';

export interface DialOptions extends ConnectionOptions {
  /** Which addresses of the host are dialled; all of them when left out, and the first that connects is used. */
  readonly family?: 4 | 6 | undefined;
}

/** The servers, as host:port, whose small flights have kept OpenSSL busy: few certificates can have keys that take it long. */
const slow = new LRUCache<string, true>({ max: 10_000 });

/**
 * Starts a TLS connection as `tls.connect` does, on `socket` or on a new TCP connection to host:port. Every TLS connection of this program is
 * opened here, because a served chain that would take OpenSSL too long must not reach it: the connection fails with ERR_SSL_CHAIN_TOO_COSTLY.
 */
export function dialTls(options: DialOptions): TLSSocket {
  const { host, port = 443, family, lookup, socket: given, ...tls } = options;
  const below = given instanceof Socket ? given : connect({ host, port, family, lookup });
  const server = `${host ?? ''}:${port}`;
  const flight = createServerFlight({
    ...(slow.has(server) && { unread: 0 }),
    onSlow: () => slow.set(server, true),
    now: () => performance.now(),
  });
  const gated = new GatedSocket(below, flight.gate, flight.isLong);
  const socket = connectTls({ ...tls, socket: gated });
  isMadeOf(socket, gated);
  socket.on('keylog', (line: Buffer) => {
    const secret = secretIn(line, 'SERVER_HANDSHAKE_TRAFFIC_SECRET');
    if (secret) flight.learn(secret);
  });
  showPeer(socket, below);
  // As a TLS socket does that opens its own connection.
  below.once('connect', () => socket.emit('connect'));
  socket.once('secureConnect', flight.done);
  return socket;
}
