import { LRUCache } from 'lru-cache';
import { heldByText } from './held-bytes.js';
import { type MaxBytes, maxBytesNow } from './room.js';

/** A cache that is bounded in the bytes that its values hold. */
export interface HeldCache<Value> {
  readonly get: (key: string) => Value | undefined;
  /** `bytes`: what the value holds, as heldBytes estimates it. A value that is larger than the share of large ones is not kept. */
  readonly set: (key: string, value: Value, bytes: number) => void;
}

/** What an entry holds besides its key and value: its places in the lists of the cache. */
const overheadBytes = 128;

/** Large values get this share of the cache. */
const shareOfLarge = 1 / 4;

/**
 * Creates a cache that drops the values used least recently when they hold more than `maxBytes`. Large values are kept apart, in a quarter of
 * it: a stranger who sends large ones all the time drops no others. `largest`: in bytes, what is not large, whatever the room becomes later.
 */
export function createHeldCache<Value extends object>(
  maxBytes: MaxBytes,
  largest = maxBytesNow(maxBytes) / 512,
): HeldCache<Value> {
  let room = maxBytesNow(maxBytes);
  let small = cacheOf<Value>(room * (1 - shareOfLarge));
  let big = cacheOf<Value>(room * shareOfLarge);
  const resize = (): void => {
    const now = maxBytesNow(maxBytes);
    if (now === room) return;
    room = now;
    small = cacheOf(room * (1 - shareOfLarge), small);
    big = cacheOf(room * shareOfLarge, big);
  };
  return {
    get: (key) => small.get(key) ?? big.get(key),
    set: (key, value, bytes) => {
      resize();
      // What is there already would keep its size.
      small.delete(key);
      big.delete(key);
      const size = overheadBytes + heldByText(key) + Math.ceil(bytes);
      (size > largest ? big : small).set(key, value, { size });
    },
  };
}

/** `before`: what it takes over, as far as there is room. */
function cacheOf<Value extends object>(maxSize: number, before?: LRUCache<string, Value>): LRUCache<string, Value> {
  const cache = new LRUCache<string, Value>({ maxSize: Math.ceil(maxSize) });
  if (before !== undefined) cache.load(before.dump());
  return cache;
}
