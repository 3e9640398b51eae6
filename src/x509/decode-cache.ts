import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Decode, Decoded } from './certificate.js';

/** What a decoded certificate takes beside its DER, roughly: strings, arrays, the entry itself. */
const overheadBytes = 4096;

/**
 * Wraps a decoder so that each certificate is decoded once while it stays the same: equal bytes give the same value. Failures are kept as
 * well. The least recently used go when the whole exceeds `maxBytes` (default 32 MiB).
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
