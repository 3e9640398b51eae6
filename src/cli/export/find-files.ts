import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readFile } from '../../document/read-file.js';
import type { FoundAt } from './plan-export.js';
import { sha256 } from './sha256.js';

/** More than any file that is exported. A larger one is somebody else's. */
const mostBytes = 4 * 1024 * 1024;

/** Returns what is at each of these paths in a folder. A path at which nothing is has no entry. Never rejects. */
export async function findFiles(folder: string, paths: Iterable<string>): Promise<ReadonlyMap<string, FoundAt>> {
  const found = new Map<string, FoundAt>();
  for (const path of paths) {
    const at = await findAt(folder, path);
    if (at !== undefined) found.set(path, at);
  }
  return found;
}

async function findAt(folder: string, path: string): Promise<FoundAt | undefined> {
  // A symbolic link in the place of a folder would lead out of the user's folder.
  for (const parent of parentsOf(path)) {
    const above = await kindAt(join(folder, parent));
    if (above === 'nothing') return undefined;
    if (above !== 'folder') return { kind: 'other' };
  }
  const at = await kindAt(join(folder, path));
  if (at === 'nothing') return undefined;
  if (at !== 'file') return { kind: 'other' };
  const content = await readFile(join(folder, path), mostBytes);
  if (content.ok) return { kind: 'file', hash: sha256(content.bytes) };
  return content.failure === 'too_large' ? { kind: 'file', hash: '' } : { kind: 'other' };
}

/** The folders of a path, the outermost first. */
function parentsOf(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === '.' ? [] : [...parentsOf(parent), parent];
}

async function kindAt(path: string): Promise<'nothing' | 'file' | 'folder' | 'other'> {
  try {
    const stats = await lstat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : 'other';
  }
}
