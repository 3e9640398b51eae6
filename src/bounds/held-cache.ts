import { LRUCache } from 'lru-cache';
import { heldByText } from './held-bytes.js';

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
 * it: a stranger who sends large ones all the time drops no others. `largest`: in bytes, what is not large.
 */
export function createHeldCache<Value extends object>(maxBytes: number, largest = maxBytes / 512): HeldCache<Value> {
  const [small, big] = [1 - shareOfLarge, shareOfLarge].map(
    (share) => new LRUCache<string, Value>({ maxSize: Math.ceil(maxBytes * share) }),
  ) as [LRUCache<string, Value>, LRUCache<string, Value>];
  return {
    get: (key) => small.get(key) ?? big.get(key),
    set: (key, value, bytes) => {
      // What is there already would keep its size.
      small.delete(key);
      big.delete(key);
      const size = overheadBytes + heldByText(key) + Math.ceil(bytes);
      (size > largest ? big : small).set(key, value, { size });
    },
  };
}
