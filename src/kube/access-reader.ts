import { createHash } from 'node:crypto';
import type { Problem } from '../document/problem.js';
import type { ReadFile } from '../document/read-file.js';
import type { AccessResult, ClusterAccess } from './cluster-access.js';
import { type CredentialsResult, readCredentials } from './credentials.js';

/** The result of reading kubeconfig and credentials. */
export type AccessReading =
  | { readonly ok: true; readonly access: ClusterAccess; readonly credentials: CredentialsResult }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads kubeconfig and credentials again with each call. Returns the same object as long as no file has changed, so that callers can keep
 * what they make of it (TLS contexts). Every file is read in full, since stat is not enough: it costs a tenth of a read (0.03 ms to 0.3
 * ms), yet misses a file that is rewritten at the same length within a tick of the file system's clock. `load`: loadAccess or
 * inClusterAccess.
 */
export function createAccessReader(
  load: (read: ReadFile) => AccessResult | Promise<AccessResult>,
  read: ReadFile,
): () => Promise<AccessReading> {
  let last: { readonly digest: string; readonly reading: AccessReading } | undefined;
  return async () => {
    const hashes = new Map<string, string>();
    const reading = await readAll(load, async (path, maxBytes) => {
      const content = await read(path, maxBytes);
      hashes.set(path, content.ok ? createHash('sha256').update(content.bytes).digest('hex') : content.failure);
      return content;
    });
    // Sorted, because files that are read at the same time finish in any order.
    const digest = JSON.stringify([...hashes].sort());
    if (last?.digest !== digest) last = { digest, reading };
    return last.reading;
  };
}

async function readAll(
  load: (read: ReadFile) => AccessResult | Promise<AccessResult>,
  read: ReadFile,
): Promise<AccessReading> {
  const loaded = await load(read);
  if (!loaded.ok) return loaded;
  return { ok: true, access: loaded.access, credentials: await readCredentials(loaded.access, read) };
}
