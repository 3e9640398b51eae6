import { createHeldCache } from '../bounds/held-cache.js';
import { heldBytes } from '../bounds/held-bytes.js';
import type { ReadFile } from './read-file.js';

/** The default of what is remembered, in bytes: sixteen of the largest kubeconfigs. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Wraps a reader so that a file that has not changed gives the same object as before, whose hash is known. Files are compared in full, which
 * takes a tenth of a millisecond for each megabyte. The files that were used least recently are forgotten.
 */
export function createSameBytes(read: ReadFile, maxBytes = mostBytes): ReadFile {
  const cache = createHeldCache<Uint8Array>(maxBytes, maxBytes / 16);
  return async (path, limit) => {
    const content = await read(path, limit);
    if (!content.ok) return content;
    const before = cache.get(path);
    if (before !== undefined && Buffer.compare(before, content.bytes) === 0) return { ok: true, bytes: before };
    cache.set(path, content.bytes, heldBytes(content.bytes));
    return content;
  };
}
