import { createHeldCache } from '../bounds/held-cache.js';
import { heldBytes } from '../bounds/held-bytes.js';
import type { FileContent, ReadFile } from './read-file.js';

/** The default of what is remembered, in bytes: sixteen of the largest kubeconfigs. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Wraps a reader so that a file is read once for all who ask at the same time, and gives the same object as before as long as it does not
 * change: its hash is known then. Files are compared in full, which takes a tenth of a millisecond for each megabyte. The files that were
 * used least recently are forgotten.
 */
export function createSameBytes(read: ReadFile, maxBytes = mostBytes): ReadFile {
  const cache = createHeldCache<Uint8Array>(maxBytes, maxBytes / 16);
  const underWay = new Map<string, Promise<FileContent>>();
  const readOnce: ReadFile = async (path, limit) => {
    const content = await read(path, limit);
    if (!content.ok) return content;
    const before = cache.get(path);
    if (before !== undefined && Buffer.compare(before, content.bytes) === 0) return { ok: true, bytes: before };
    cache.set(path, content.bytes, heldBytes(content.bytes));
    return content;
  };
  return (path, limit) => {
    const key = `${limit} ${path}`;
    const shared = underWay.get(key) ?? readOnce(path, limit).finally(() => underWay.delete(key));
    underWay.set(key, shared);
    return shared;
  };
}
