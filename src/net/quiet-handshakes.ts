import type { TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';

/** More servers than a configuration may have. */
const mostServers = 10_000;

/** Milliseconds. A server that refuses some handshakes would otherwise get two of each of them. */
const loudFor = 3_600_000;

/** From when on handshakes with a server, as host:port, may be quiet, in milliseconds of `performance.now`. */
const quietFrom = new LRUCache<string, number>(atMost(mostServers));

/** The sockets of quiet handshakes, and their servers. */
const servers = new WeakMap<TLSSocket, string>();

/**
 * A handshake is quiet when Node does not report its secrets (the event keylog). They cost 7 % of its CPU time, and are needed where a server
 * shows so much that its certificates are read before OpenSSL has them, or refuses us after it has shown them. A server that has just done
 * neither gets quiet handshakes. Where one fails, it is done again with secrets.
 */
export const quietHandshakes = {
  mayBegin: (server: string): boolean => (quietFrom.get(server) ?? Infinity) <= performance.now(),

  /** A handshake has succeeded without secrets, or would have. */
  allow: (server: string): void => {
    if (!quietFrom.has(server)) quietFrom.set(server, performance.now());
  },

  hasBegun: (socket: TLSSocket, server: string): void => {
    servers.set(socket, server);
  },

  includes: (socket: TLSSocket): boolean => servers.has(socket),

  /** Ends them for a while with the server of this socket. Returns false if the socket's handshake was not quiet. */
  endWith: (socket: TLSSocket): boolean => {
    const server = servers.get(socket);
    if (server !== undefined) quietFrom.set(server, performance.now() + loudFor);
    return server !== undefined;
  },
} as const;
