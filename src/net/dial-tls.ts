import { connect, isIP, Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import { createBusyTime } from './busy-time.js';
import { isMadeOf } from './end-first.js';
import { gateReads } from './gate-reads.js';
import { GatedSocket, showPeer } from './gated-socket.js';
import { secretIn } from './key-log.js';
import { quietHandshakes } from './quiet-handshakes.js';
import { createServerFlight, type ServerFlight } from './server-flight.js';
import { quietContext, tlsContext } from './tls-context.js';

export interface DialOptions extends ConnectionOptions {
  /** Which addresses of the host are dialled; all of them when left out, and the first that connects is used. */
  readonly family?: 4 | 6 | undefined;
  /** Whether the handshake may be one of `quietHandshakes`: the caller does another one where that fails. */
  readonly mayBeQuiet?: boolean;
}

/** The servers, as host:port, whose small flights have kept OpenSSL busy: few certificates can have keys that take it long. */
const slow = new LRUCache<string, true>(atMost(10_000));

/**
 * Starts a TLS connection as `tls.connect` does, on `socket` or on a new TCP connection to host:port. Every TLS connection of this program is
 * opened here, because a served chain that would take OpenSSL too long must not reach it: the connection fails with ERR_SSL_CHAIN_TOO_COSTLY.
 */
export function dialTls(options: DialOptions): TLSSocket {
  const server = `${options.host ?? ''}:${options.port ?? 443}`;
  const isSlow = slow.has(server);
  const isDirect = mayReadDirectly(options);
  const isQuiet = isDirect && !isSlow && options.mayBeQuiet === true && quietHandshakes.mayBegin(server);
  const flight = createServerFlight({
    ...(isSlow && { unread: 0 }),
    onSlow: () => slow.set(server, true),
    busyTime,
    hasSecrets: !isQuiet,
  });
  const given = isQuiet ? { ...options, secureContext: quietContext() } : options;
  const socket = isDirect ? dialDirectly(given, flight) : dialThroughStream(given, flight);
  if (isQuiet) quietHandshakes.hasBegun(socket, server);
  else
    socket.on('keylog', (line: Buffer) => {
      const secret = secretIn(line, 'SERVER_HANDSHAKE_TRAFFIC_SECRET');
      if (secret) flight.learn(secret);
    });
  socket.once('secureConnect', () => {
    if (!flight.done()) return;
    // The first handshakes of a process take long whatever the server shows.
    slow.delete(server);
    if (isDirect) quietHandshakes.allow(server);
  });
  return socket;
}

/** Milliseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const busyTime = createBusyTime({ now: () => performance.now(), cpu: cpuTime });

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
