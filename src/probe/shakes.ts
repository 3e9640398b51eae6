import type { Clock } from '../net/clock.js';
import type { Deadline } from '../net/deadline.js';
import { tlsContext } from '../net/tls-context.js';
import { type HandshakeEnd, withGroups } from '../net/with-groups.js';
import type { Endpoint } from './endpoint.js';
import { type Dial, type FailedHandshake, type Handshake, handshake } from './handshake.js';
import { maxChainLength, type Shake, type ShakeIn } from './probe-chain.js';

/** The handshakes with one endpoint: every connection to it is made here. */
export interface Shakes {
  /** One handshake that may take all the time that is left. */
  readonly once: Shake;
  /** One of several handshakes. It takes at most a third of the time that is left, so that the others get theirs. */
  readonly oneOfMany: Shake;
  readonly shakeIn: ShakeIn;
  /**
   * Returns whether half of the time that is left now has passed: then names and HTTP need the rest. Or whether one of many handshakes has no
   * longer much more time than the slowest so far has taken: then a server that is only slow would seem to be silent.
   */
  readonly lateAfterHalf: () => () => boolean;
}

export interface ShakesOptions {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly onConnect: () => void;
  /** A chain was longer than the limit. */
  readonly onChainCut: () => void;
}

const patienceForOne = 1 / 3;

/** Handshakes with one server differ by less than this factor, unless something is wrong. */
const margin = 3;

export function createShakes(
  { address, ip, port, proxy }: Endpoint,
  { dial, clock, deadline, onConnect, onChainCut }: ShakesOptions,
): Shakes {
  let hasShown = false;
  let slowest = 0;
  const shakeIn: ShakeIn = async (serverName, context, { accepts, patience = 1 } = {}) => {
    const now = clock.monotonic();
    const own = patience === 1 ? deadline : now + (deadline - now) * patience;
    const request = { ip, port, proxy, serverName, deadline: own, onConnect, ...(accepts && { accepts }) };
    const shaken = await withGroups({
      server: address,
      context,
      mayRetry: !hasShown,
      shake: (secureContext) => handshake(dial, clock, { ...request, secureContext }),
      endOf,
    });
    hasShown ||= endOf(shaken) === 'shown';
    if (shaken.ok) slowest = Math.max(slowest, clock.monotonic() - now);
    if (shaken.certificates.length > maxChainLength) onChainCut();
    return shaken;
  };
  return {
    shakeIn,
    once: (serverName) => shakeIn(serverName, tlsContext()),
    oneOfMany: (serverName) => shakeIn(serverName, tlsContext(), { patience: patienceForOne }),
    lateAfterHalf: () => {
      const begun = clock.monotonic();
      return () => {
        const now = clock.monotonic();
        return now - begun > (deadline - begun) / 2 || (deadline - now) * patienceForOne < slowest * margin;
      };
    },
  };
}

function endOf(shaken: Handshake | FailedHandshake): HandshakeEnd {
  if (shaken.ok || shaken.certificates.length > 0) return 'shown';
  return shaken.reason === 'handshake' ? 'refused' : 'failed';
}
