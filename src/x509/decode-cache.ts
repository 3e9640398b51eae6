import { createHash } from 'node:crypto';
import { heldBytes } from '../bounds/held-bytes.js';
import { createHeldCache } from '../bounds/held-cache.js';
import type { MaxBytes } from '../bounds/room.js';
import type { Decode, Decoded } from './certificate.js';
import { heldByCertificate } from './held-by-certificate.js';

/**
 * Wraps a decoder in a cache, so that equal bytes return the same value and are not decoded again. Failures are cached too. The least
 * recently used entries are dropped when what they hold exceeds `maxBytes` (default 32 MiB).
 */
export function createDecodeCache(
  decode: Decode,
  { maxBytes = 32 * 1024 * 1024 }: { readonly maxBytes?: MaxBytes } = {},
): Decode {
  const cache = createHeldCache<Decoded>(maxBytes);
  return (der) => {
    const key = createHash('sha256').update(der).digest('base64');
    const known = cache.get(key);
    if (known !== undefined) return known;
    const decoded = decode(der);
    cache.set(key, decoded, decoded.ok ? heldByCertificate(decoded.certificate) : heldBytes(decoded));
    return decoded;
  };
}
