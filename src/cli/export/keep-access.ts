import { chmod, chown, lstat } from 'node:fs/promises';

/**
 * Gives a file that replaces another one its owner, group and mode, so that those who read the old one read the new one. A user who may not set
 * the owner leaves the mode as well, because it would hold for others. If there is no old file, nothing changes. Rejects if a file cannot be read.
 */
export async function keepAccess(old: string, replacement: string): Promise<void> {
  const known = await statOf(old);
  if (known === undefined) return;
  try {
    await chown(replacement, known.uid, known.gid);
  } catch {
    return;
  }
  await chmod(replacement, known.mode & 0o777);
}

async function statOf(path: string): Promise<{ uid: number; gid: number; mode: number } | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
