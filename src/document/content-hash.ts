import { createHash } from 'node:crypto';

const known = new WeakMap<Uint8Array, string>();

/** Returns the SHA-256 of the bytes. The same object is hashed once: who calls this never changes the bytes. */
export function contentHash(bytes: Uint8Array): string {
  const hash = known.get(bytes) ?? createHash('sha256').update(bytes).digest('base64');
  known.set(bytes, hash);
  return hash;
}
