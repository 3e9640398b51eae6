import { LRUCache } from 'lru-cache';
import { type MaxBytes, maxBytesNow } from '../bounds/room.js';

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

interface Server<Shown> extends ShownByServer<Shown> {
  readonly at: number;
  /** How much it holds. */
  readonly bytes: number;
}

type Sized = Pick<Server<unknown>, 'key' | 'bytes'>;

interface Remembered<Shown> {
  /** The one that was seen last is the first. */
  readonly servers: readonly Server<Shown>[];
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

/** What one address may hold of the whole, before that grows. Nine servers with five certificates each hold less. */
const shareOfOne = 1 / 32;

/** What a server holds besides what it showed. */
const overheadBytes = 512;

export interface ServerMemoryOptions<Shown> {
  /** How much a value holds. */
  readonly bytesOf: (shown: Shown) => number;
  /** Whether one server may show again what it has shown before, as after a rollback. Then it takes two returns to see that servers take turns. */
  readonly mayReturn: boolean;
  /** The endpoints used least recently are dropped beyond this (default 32 MiB). */
  readonly maxBytes?: MaxBytes;
}

export function createServerMemory<Shown>({
  bytesOf,
  mayReturn,
  maxBytes = 32 * 1024 * 1024,
}: ServerMemoryOptions<Shown>): ServerMemory<Shown> {
  let room = maxBytesNow(maxBytes);
  const mostOfOne = room * shareOfOne;
  let cache = new LRUCache<string, Remembered<Shown>>({ maxSize: room });
  const resize = (): void => {
    if (maxBytesNow(maxBytes) === room) return;
    room = maxBytesNow(maxBytes);
    const before = cache.dump();
    cache = new LRUCache({ maxSize: room });
    cache.load(before);
  };
  const keep = (endpoint: string, { servers, ...rest }: Remembered<Shown>): void => {
    const { kept, bytes } = newest(servers, mostOfOne);
    if (kept.length > 0) cache.set(endpoint, { servers: kept, ...rest }, { size: overheadBytes + bytes });
    else if (servers.length > 0) cache.delete(endpoint);
  };
  return {
    add: (endpoint, seen, now) => {
      resize();
      const before = cache.get(endpoint);
      const sized = seen.map((each) => ({ ...each, at: now, bytes: overheadBytes + bytesOf(each.shown) }));
      if (before !== undefined && isOneAsBefore(before.servers, sized)) {
        Object.assign(before, { servers: sized });
        return seen;
      }
      const after = remember(before, sized, { now, mayReturn });
      keep(endpoint, after);
      if (now - after.turnAt >= keeps) return seen;
      return after.servers.filter(({ at }) => now - at < counts);
    },
  };
}

/** Nearly always, one server is known, and it alone answers again with as many bytes. */
function isOneAsBefore(before: readonly Sized[], seen: readonly Sized[]): boolean {
  const [known, one] = [before[0], seen[0]];
  if (before.length !== 1 || seen.length !== 1) return false;
  return known?.key === one?.key && known?.bytes === one?.bytes;
}

function remember<Shown>(
  { servers, turnAt, returnAt }: Remembered<Shown> = { servers: [], turnAt: -Infinity, returnAt: -Infinity },
  seen: readonly Server<Shown>[],
  { now, mayReturn }: { readonly now: number; readonly mayReturn: boolean },
): Remembered<Shown> {
  const kept = servers.filter(({ at }) => now - at < keeps);
  const others = kept.filter(({ key }) => !seen.some((each) => each.key === key));
  const returns = isReturn(kept, seen);
  // Two at one probe, or one that comes back after another. After a restart or a renewal, what was shown before does not come back.
  const isTurn = seen.length > 1 || (returns && (!mayReturn || now - returnAt < keeps));
  return {
    servers: [...seen, ...others].slice(0, mostServers),
    turnAt: isTurn ? now : turnAt,
    returnAt: returns ? now : returnAt,
  };
}

/** Returns those that were seen last, as many as hold no more than `most` bytes. */
function newest<Shown>(
  servers: readonly Server<Shown>[],
  most: number,
): { readonly kept: readonly Server<Shown>[]; readonly bytes: number } {
  let bytes = 0;
  const end = servers.findIndex((server) => (bytes += server.bytes) > most);
  const kept = servers.slice(0, end < 0 ? servers.length : end);
  return { kept, bytes: kept.reduce((sum, server) => sum + server.bytes, 0) };
}

/** Whether one that answered before the last one answers again. */
function isReturn(before: readonly { readonly key: string }[], seen: readonly { readonly key: string }[]): boolean {
  const earlier = new Set(before.slice(1).map(({ key }) => key));
  return seen.some(({ key }) => earlier.has(key));
}
