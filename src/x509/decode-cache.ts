import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Decode, Decoded } from './certificate.js';

/** Rough size of a decoded certificate besides its DER: strings, arrays and the cache entry. */
const overheadBytes = 4096;

/**
 * Wraps a decoder in a cache, so that equal bytes return the same value and are not decoded again. Failures are cached too. The least
 * recently used entries are dropped when the total exceeds `maxBytes` (default 32 MiB).
 */
export function createDecodeCache(
  decode: Decode,
  { maxBytes = 32 * 1024 * 1024 }: { readonly maxBytes?: number } = {},
): Decode {
  const cache = new LRUCache<string, Decoded>({ maxSize: maxBytes });
  return (der) => {
    const key = createHash('sha256').update(der).digest('base64');
    const known = cache.get(key);
    if (known !== undefined) return known;
    const decoded = decode(der);
    cache.set(key, decoded, { size: overheadBytes + 2 * der.length });
    return decoded;
  };
}
