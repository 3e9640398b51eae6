import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFailure } from '../../document/write-failure.js';

/** Removes files of a folder. Returns, for each that is still there, what went wrong. Never rejects. */
export async function removeFiles(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>();
  for (const path of paths) {
    try {
      await rm(join(folder, path), { force: true });
    } catch (error) {
      kept.set(path, writeFailure((error as NodeJS.ErrnoException).code ?? ''));
    }
  }
  return kept;
}
