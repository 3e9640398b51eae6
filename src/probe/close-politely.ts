import type { TLSSocket } from 'node:tls';
import type { Clock } from '../net/clock.js';
import { type Deadline, onDeadline } from '../net/deadline.js';
import { endFirst } from '../net/end-first.js';

/**
 * How long a peer may take to close after we did. A TLS 1.3 server refuses a missing client certificate only after our side of the
 * handshake is done, so its alert comes while we wait here.
 */
const closeGraceMilliseconds = 500;

/** The time that a close gets even after the deadline: enough for a round trip, so that a healthy server counts no handshake error. */
const leastGraceMilliseconds = 50;

/**
 * Ends our side of the connection, then waits for the server's, a little beyond the deadline if need be. A reset here would count as a handshake
 * error on kube-apiserver. `isHeard` is that of `endFirst`.
 */
export function closePolitely(socket: TLSSocket, clock: Clock, deadline: Deadline, isHeard = true): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  const now = clock.monotonic();
  const patience = Math.max(leastGraceMilliseconds, Math.min(closeGraceMilliseconds, deadline - now));
  return new Promise((resolve) => {
    const cancel = onDeadline(now + patience, clock, () => socket.destroy());
    socket.once('close', () => {
      cancel();
      resolve();
    });
    // Nothing more is expected: a peer that keeps sending is cut off.
    socket.once('data', () => socket.destroy());
    endFirst(socket, isHeard);
  });
}
