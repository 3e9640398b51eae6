import type { TLSSocket } from 'node:tls';

/** A connection of TCP alone, which can be ended after all that was sent. */
export interface Endable {
  readonly end: () => unknown;
  /** Drops what arrives from now on, before TLS has any work with it. Absent: all is heard. */
  readonly deafen?: () => void;
}

/** The connection below each TLS socket that this program has opened. */
const below = new WeakMap<TLSSocket, Endable>();

/** Says which connection a TLS socket is made of. */
export function isMadeOf(socket: TLSSocket, stream: Endable): void {
  below.set(socket, stream);
}

/**
 * Ends a TLS connection on which nothing more is expected, so that we close it first: who does keeps it in TIME_WAIT for a minute. Then the server
 * closes, and the socket with it. What it says until then, such as an alert, is still heard.
 *
 * TCP alone is ended, after all that was sent. A server answers a close_notify by closing itself (Go's net/http), and Node would send our FIN a
 * turn of the loop after it, so that half of the connections stayed with the server. A close_notify protects from truncation (RFC 8446 section
 * 6.1), and nothing is left that could be cut off. `isHeard`: whether anybody wants to know what the server says until then. Tickets for
 * later sessions cost 5 % of a handshake.
 */
export function endFirst(socket: TLSSocket, isHeard = true): void {
  // What still waits to be encrypted needs Node's own way.
  const stream = socket.writableLength === 0 ? below.get(socket) : undefined;
  // Before Node answers the server's close_notify, for which it is too late then.
  if (stream) socket.once('end', () => socket.destroy());
  (stream ?? socket).end();
  if (!isHeard) stream?.deafen?.();
  socket.resume();
}

/**
 * Returns whether an error after `endFirst` is only about this end: OpenSSL 3 answers one without a close_notify by the alert decode_error. A server
 * that refuses us after the handshake has other alerts.
 */
export function isAboutEnd(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code.endsWith('ALERT_DECODE_ERROR');
}
