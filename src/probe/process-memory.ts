import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';

/**
 * What processes said of themselves. A process starts once, and has one version for all its life, so each is asked once: its /metrics is large,
 * and /version is half of what an endpoint would be asked at every scrape. Its loopback certificate, which it makes when it starts, tells it
 * apart from the process before, so a restart or an upgrade shows at once.
 */
export interface ProcessMemory {
  /** Whether the version of some process is known here, be it the one that answers now or not. */
  readonly hasVersion: (place: ProcessPlace) => boolean;
  /** `fingerprint`: of the loopback certificate that was served now. */
  readonly get: (place: ProcessPlace, fingerprint: string) => ProcessFacts;
  /** Adds what a probe has learned. What was known of another process here is forgotten. */
  readonly learn: (place: ProcessPlace, fingerprint: string, facts: ProcessFacts) => void;
  /** Several processes answer here: what one said may have been taken for the word of another. */
  readonly forget: (place: ProcessPlace) => void;
}

/** Where a target reaches a process. Behind a load balancer, another one may answer than at its own address. */
export interface ProcessPlace {
  readonly target: string;
  /** As dialled. */
  readonly address: string;
  /** The SNI of the serving handshake; undefined: none is sent. */
  readonly serverName: string | undefined;
}

export interface ProcessFacts {
  /** Unix seconds. */
  readonly startedAt?: number | undefined;
  readonly gitVersion?: string | undefined;
}

interface Known extends ProcessFacts {
  readonly fingerprint: string;
}

export function createProcessMemory(max = 10_000): ProcessMemory {
  const cache = new LRUCache<string, Known>(atMost(max));
  const knownAs = (place: ProcessPlace, fingerprint: string): ProcessFacts => {
    const known = cache.get(key(place));
    return known?.fingerprint === fingerprint ? known : {};
  };
  return {
    hasVersion: (place) => cache.get(key(place))?.gitVersion !== undefined,
    get: knownAs,
    learn: (place, fingerprint, { startedAt, gitVersion }) => {
      const before = knownAs(place, fingerprint);
      const after = {
        fingerprint,
        startedAt: startedAt ?? before.startedAt,
        gitVersion: isRouted(place) ? undefined : (gitVersion ?? before.gitVersion),
      };
      cache.set(key(place), after);
    },
    forget: (place) => void cache.delete(key(place)),
  };
}

/**
 * A router by SNI may lead our requests, which are sent under a name, to another server than the question for the loopback certificate. That
 * server's upgrade must show, too, so it is asked each time.
 */
function isRouted({ serverName }: ProcessPlace): boolean {
  return serverName !== undefined;
}

/** Neither an address nor a server name contains a space, so keys are unique. */
function key({ target, address, serverName = '' }: ProcessPlace): string {
  return `${address} ${serverName} ${target}`;
}
