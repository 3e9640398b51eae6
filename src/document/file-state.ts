import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { guardFile } from './guard-file.js';
import { type ReadFailure, readFailureOf } from './read-file.js';

/** What stat(2) says of a file, or why it says nothing. */
export type FileState =
  | {
      readonly ok: true;
      /** Changes when the file changes, or when another one takes its place. */
      readonly stamp: string;
      /** Unix seconds of the last change, by the clock of the file system. */
      readonly changedAt: number;
    }
  | { readonly ok: false; readonly failure: ReadFailure };

/** Never rejects. */
export type AskFileState = (path: string) => Promise<FileState>;

/** Follows symbolic links, because Kubernetes swaps one (`..data`) to change a mounted volume. */
export const askFileState: AskFileState = async (path) => {
  try {
    const stats = await guardFile('state', path, () => stat(path, { bigint: true }));
    const changed = stats.mtimeNs > stats.ctimeNs ? stats.mtimeNs : stats.ctimeNs;
    return { ok: true, stamp: stampOf(stats), changedAt: Number(changed) / 1e9 };
  } catch (error) {
    return { ok: false, failure: readFailureOf(error) };
  }
};

/** Returns a short text that differs for every change that stat(2) shows. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}
