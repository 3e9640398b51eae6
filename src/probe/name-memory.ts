import { createHeldCache } from '../bounds/held-cache.js';
import { type MaxBytes, maxBytesNow } from '../bounds/room.js';
import { heldByChain } from '../x509/held-by-certificate.js';
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

/** What a name, and an entry, hold besides the chains. */
const overheadBytes = 1024;

/** Creates a memory that drops the endpoints used least recently when what they hold exceeds `maxBytes` (default 32 MiB). */
export function createNameMemory(maxBytes: MaxBytes = 32 * 1024 * 1024): NameMemory {
  const cache = createHeldCache<RememberedNames>(maxBytes, maxBytesNow(maxBytes) / 64);
  return {
    get: (endpoint) => cache.get(endpoint),
    set: (endpoint, names) => {
      if (!isSame(cache.get(endpoint), names)) cache.set(endpoint, names, bytesOf(names));
    },
  };
}

/** Whether nothing was asked since. */
function isSame(before: RememberedNames | undefined, { serving, shown }: RememberedNames): boolean {
  if (before?.serving !== serving || before.shown.size !== shown.size) return false;
  return [...shown].every(([name, then]) => before.shown.get(name) === then);
}

/** A chain that several names are shown is counted once. */
function bytesOf({ shown }: RememberedNames): number {
  const chains = new Map([...shown.values()].map(({ served }) => [served.key, served]));
  const held = [...chains.values()].reduce((sum, { served, chain }) => sum + heldByChain(served, chain), 0);
  return overheadBytes * (1 + shown.size) + held;
}
