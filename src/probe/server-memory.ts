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
}

const minute = 60_000;

/** What a server showed counts for so long after it answered last. */
const counts = 10 * minute;

/** For so long, a server that comes back is recognized, and servers are believed to take turns. */
const keeps = 60 * minute;

/** Control planes have up to nine servers. */
const mostServers = 16;

/** `bytesOf`: how much a value holds. The endpoints used least recently are dropped beyond `maxBytes` (default 32 MiB). */
export function createServerMemory<Shown>(
  bytesOf: (shown: Shown) => number,
  maxBytes = 32 * 1024 * 1024,
): ServerMemory<Shown> {
  const cache = new LRUCache<string, Remembered<Shown>>({ maxSize: maxBytes });
  const sizeOf = ({ servers }: Remembered<Shown>): number =>
    servers.reduce((sum, { shown }) => sum + bytesOf(shown), 1024);
  return {
    add: (endpoint, seen, now) => {
      const before = cache.get(endpoint);
      const after = remember(before, seen, now);
      if (after.servers.length > 0) cache.set(endpoint, after, { size: sizeOf(after) });
      if (now - after.turnAt >= keeps) return seen;
      return after.servers.filter(({ at }) => now - at < counts);
    },
  };
}

function remember<Shown>(
  { servers, turnAt }: Remembered<Shown> = { servers: [], turnAt: -Infinity },
  seen: readonly ShownByServer<Shown>[],
  now: number,
): Remembered<Shown> {
  const kept = servers.filter(({ at }) => now - at < keeps);
  const others = kept.filter(({ key }) => !seen.some((each) => each.key === key));
  return {
    servers: [...seen.map((each) => ({ ...each, at: now })), ...others].slice(0, mostServers),
    turnAt: takeTurns(kept, seen) ? now : turnAt,
  };
}

/**
 * Whether several servers answer: two at one probe, or one that comes back after another. After a restart or a renewal, what was shown before
 * never comes back.
 */
function takeTurns(before: readonly { readonly key: string }[], seen: readonly { readonly key: string }[]): boolean {
  const earlier = new Set(before.slice(1).map(({ key }) => key));
  return seen.length > 1 || seen.some(({ key }) => earlier.has(key));
}
