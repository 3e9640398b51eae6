import { connect, isIP, Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { isMadeOf } from './end-first.js';
import { gateReads } from './gate-reads.js';
import { GatedSocket, showPeer } from './gated-socket.js';
import { secretIn } from './key-log.js';
import { createServerFlight, type ServerFlight } from './server-flight.js';
import { tlsContext } from './tls-context.js';

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
  const server = `${options.host ?? ''}:${options.port ?? 443}`;
  const flight = createServerFlight({
    ...(slow.has(server) && { unread: 0 }),
    onSlow: () => slow.set(server, true),
    now: () => performance.now(),
    cpu: cpuTime,
  });
  const socket = mayReadDirectly(options) ? dialDirectly(options, flight) : dialThroughStream(options, flight);
  socket.on('keylog', (line: Buffer) => {
    const secret = secretIn(line, 'SERVER_HANDSHAKE_TRAFFIC_SECRET');
    if (secret) flight.learn(secret);
  });
  socket.once('secureConnect', flight.done);
  return socket;
}

/** Milliseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Whether there is one address, and nothing long to send: a client certificate may be so. */
function mayReadDirectly({ host, socket, secureContext }: DialOptions): boolean {
  return socket === undefined && host !== undefined && isIP(host) !== 0 && secureContext === tlsContext();
}

/** As `dialThroughStream`, for less, where Node allows it. */
function dialDirectly(options: DialOptions, flight: ServerFlight): TLSSocket {
  const socket = connectTls(options);
  const connection = gateReads(socket, flight.gate, flight.isLong);
  if (connection === undefined) {
    socket.destroy();
    return dialThroughStream(options, flight);
  }
  isMadeOf(socket, connection);
  return socket;
}

function dialThroughStream(options: DialOptions, flight: ServerFlight): TLSSocket {
  const { host, port = 443, family, lookup, socket: given, ...tls } = options;
  const below = given instanceof Socket ? given : connect({ host, port, family, lookup });
  const gated = new GatedSocket(below, flight.gate, flight.isLong);
  const socket = connectTls({ ...tls, socket: gated });
  isMadeOf(socket, gated);
  showPeer(socket, below);
  // As a TLS socket does that opens its own connection.
  below.once('connect', () => socket.emit('connect'));
  return socket;
}
