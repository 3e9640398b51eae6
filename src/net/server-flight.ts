import type { BusyTime } from './busy-time.js';
import type { StreamGate } from './gated-socket.js';
import { RecordGate } from './record-gate.js';

/**
 * How much a server may send before its certificates are read here, in bytes. Whatever they are, OpenSSL verifies so few in a few milliseconds.
 * kube-apiserver with a certificate of kubeadm sends two thousand.
 */
export const smallFlight = 4096;

const limits = { verification: 12 };

/** Milliseconds. What OpenSSL does with an honest server's small flight takes one or two. */
const slowFlight = 5;

export interface FlightOptions {
  /** How many bytes pass unread; `smallFlight` when left out. */
  readonly unread?: number;
  /** OpenSSL has been busy for long with what passed unread. */
  readonly onSlow: () => void;
  readonly busyTime: BusyTime;
  /** Whether `learn` will be called. If not, a flight that is too long to pass unread throws KeyLogNeeded. */
  readonly hasSecrets?: boolean;
}

/** The certificates of a long flight cannot be read, because Node does not report the secrets of this handshake. */
class KeyLogNeeded extends Error {
  override readonly name = 'KeyLogNeeded';
  readonly code = 'ERR_SSL_KEY_LOG_NEEDED';
}

export interface ServerFlight {
  readonly gate: StreamGate;
  /** Whether what has arrived belongs to a handshake that may need a turn of its own. */
  readonly isLong: (arrived: Buffer) => boolean;
  /** Takes server_handshake_traffic_secret as soon as OpenSSL has derived it. */
  readonly learn: (secret: Buffer) => void;
  /** The handshake is done, so no certificates follow. Returns whether all of it was small and quick. */
  readonly done: () => boolean;
}

/**
 * Keeps a chain from OpenSSL that would take it too long. OpenSSL verifies what a server sends in any case, in one turn that no deadline can
 * end, and a hostile chain of 90 KB takes it a second. So the certificates of a long flight are read before OpenSSL sees them.
 */
export function createServerFlight({
  unread = smallFlight,
  onSlow,
  busyTime,
  hasSecrets = true,
}: FlightOptions): ServerFlight {
  let passed: Buffer[] | undefined = [];
  let bytes = 0;
  let busy = 0;
  let isDone = false;
  const records = new RecordGate(limits);
  return {
    gate: (arrived, pass) => {
      bytes += arrived.length;
      if (isDone) {
        pass(arrived);
        return;
      }
      if (passed === undefined) busy += busyTime(() => records.take(arrived, pass));
      else if (bytes > unread) {
        if (!hasSecrets) throw new KeyLogNeeded('more than a small flight, and no secrets to read it');
        const before = Buffer.concat(passed);
        passed = undefined;
        busy += busyTime(() => records.take(Buffer.concat([before, arrived]), pass, before.length));
      } else {
        // What arrives next may be read into the same memory.
        if (hasSecrets) passed.push(Buffer.from(arrived));
        busy += busyTime(() => pass(arrived));
      }
      if (busy > slowFlight) onSlow();
    },
    isLong: ({ length }) => !isDone && bytes + length > unread,
    learn: (secret) => records.learn(secret),
    done: () => {
      const wasSmall = bytes <= smallFlight && busy <= slowFlight;
      isDone = true;
      records.open();
      passed = undefined;
      return wasSmall;
    },
  };
}
