import { LRUCache } from 'lru-cache';
import type { ServedChain } from './probe-chain.js';

/** What endpoints showed for each SNI at earlier probes, so that a scrape needs few further handshakes. */
export interface NameMemory {
  readonly get: (endpoint: string) => RememberedNames | undefined;
  readonly set: (endpoint: string, names: RememberedNames) => void;
}

export interface RememberedNames {
  /** The chain of the serving handshake then (its key). */
  readonly serving: string;
  /** What each SNI was answered with, if it was. An empty one: none was sent. */
  readonly shown: ReadonlyMap<string, ShownThen>;
}

export interface ShownThen {
  readonly served: ServedChain;
  /** Milliseconds on the monotonic clock. */
  readonly at: number;
}

/** Whether the handshake showed a certificate. */
export function isAnswered({ served }: ShownThen): boolean {
  return served.served.length > 0;
}

/** Rough size of an entry besides its certificates, which are held in DER and decoded. */
const overheadBytes = 1024;
const timesDer = 4;

/** Creates a memory that drops the endpoints used least recently when the total exceeds `maxBytes` (default 32 MiB). */
export function createNameMemory(maxBytes = 32 * 1024 * 1024): NameMemory {
  const cache = new LRUCache<string, RememberedNames>({ maxSize: maxBytes });
  return {
    get: (endpoint) => cache.get(endpoint),
    set: (endpoint, names) => void cache.set(endpoint, names, { size: sizeOf(names) }),
  };
}

/** A chain that several names are shown is counted once. */
function sizeOf({ shown }: RememberedNames): number {
  const chains = new Map([...shown.values()].map(({ served }) => [served.key, served.served]));
  const der = [...chains.values()].flat().reduce((sum, { length }) => sum + length, 0);
  return overheadBytes * (1 + shown.size) + timesDer * der;
}
