import { LRUCache } from 'lru-cache';

/** What one server behind an address showed. */
export interface ShownByServer<Shown> {
  /** Tells servers apart: a process by its loopback certificate, a serving chain by its fingerprints. */
  readonly key: string;
  readonly shown: Shown;
}

/**
 * Remembers what an address showed at earlier probes. A front may lead each connection to another server, and then one probe shows only one of
 * them.
 */
export interface ServerMemory<Shown> {
  /**
   * Adds what a probe saw, and returns what counts now: that, and where servers are known to take turns, also what the others showed within ten
   * minutes. `now`: milliseconds on the monotonic clock.
   */
  readonly add: (
    endpoint: string,
    seen: readonly ShownByServer<Shown>[],
    now: number,
  ) => readonly ShownByServer<Shown>[];
}

interface Remembered<Shown> {
  /** The one that was seen last is the first. */
  readonly servers: readonly (ShownByServer<Shown> & { readonly at: number })[];
  /** When it was seen last that servers take turns. */
  readonly turnAt: number;
  /** When one came back last after another. */
  readonly returnAt: number;
}

const minute = 60_000;

/** What a server showed counts for so long after it answered last. */
const counts = 10 * minute;

/** For so long, a server that comes back is recognized, and servers are believed to take turns. */
const keeps = 60 * minute;

/** Control planes have up to nine servers. */
const mostServers = 16;

export interface ServerMemoryOptions<Shown> {
  /** How much a value holds. */
  readonly bytesOf: (shown: Shown) => number;
  /** Whether one server may show again what it has shown before, as after a rollback. Then it takes two returns to see that servers take turns. */
  readonly mayReturn: boolean;
  /** The endpoints used least recently are dropped beyond this (default 32 MiB). */
  readonly maxBytes?: number;
}

export function createServerMemory<Shown>({
  bytesOf,
  mayReturn,
  maxBytes = 32 * 1024 * 1024,
}: ServerMemoryOptions<Shown>): ServerMemory<Shown> {
  const cache = new LRUCache<string, Remembered<Shown>>({ maxSize: maxBytes });
  const sizeOf = ({ servers }: Remembered<Shown>): number =>
    servers.reduce((sum, { shown }) => sum + bytesOf(shown), 1024);
  return {
    add: (endpoint, seen, now) => {
      const before = cache.get(endpoint);
      const after = remember(before, seen, { now, mayReturn });
      if (after.servers.length > 0) cache.set(endpoint, after, { size: sizeOf(after) });
      if (now - after.turnAt >= keeps) return seen;
      return after.servers.filter(({ at }) => now - at < counts);
    },
  };
}

function remember<Shown>(
  { servers, turnAt, returnAt }: Remembered<Shown> = { servers: [], turnAt: -Infinity, returnAt: -Infinity },
  seen: readonly ShownByServer<Shown>[],
  { now, mayReturn }: { readonly now: number; readonly mayReturn: boolean },
): Remembered<Shown> {
  const kept = servers.filter(({ at }) => now - at < keeps);
  const others = kept.filter(({ key }) => !seen.some((each) => each.key === key));
  const returns = isReturn(kept, seen);
  // Two at one probe, or one that comes back after another. After a restart or a renewal, what was shown before does not come back.
  const isTurn = seen.length > 1 || (returns && (!mayReturn || now - returnAt < keeps));
  return {
    servers: [...seen.map((each) => ({ ...each, at: now })), ...others].slice(0, mostServers),
    turnAt: isTurn ? now : turnAt,
    returnAt: returns ? now : returnAt,
  };
}

/** Whether one that answered before the last one answers again. */
function isReturn(before: readonly { readonly key: string }[], seen: readonly { readonly key: string }[]): boolean {
  const earlier = new Set(before.slice(1).map(({ key }) => key));
  return seen.some(({ key }) => earlier.has(key));
}
