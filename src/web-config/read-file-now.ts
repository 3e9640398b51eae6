import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UnansweredError } from '../document/file-operation.js';
import { stampOf } from '../document/file-state.js';
import { guardFile } from '../document/guard-file.js';
import { type FileContent, readFailureOf } from '../document/read-file.js';

/** Reads a whole file of at most `maxBytes`. Never throws. */
export type ReadFileNow = (path: string, maxBytes: number) => FileContent;

/**
 * Synchronous, so that a handshake uses the content that the files have at that moment. They are a few kilobytes, and are read only when
 * they have changed. Files are opened like in document/read-file.ts, so that a pipe does not block.
 */
export const readFileNow: ReadFileNow = (path, maxBytes) => {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return readOpen(fd, maxBytes);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return { ok: false, failure: readFailureOf(error) };
  }
};

function readOpen(fd: number, maxBytes: number): FileContent {
  const stat = fstatSync(fd);
  if (stat.isDirectory()) return { ok: false, failure: 'directory' };
  if (!stat.isFile()) return { ok: false, failure: 'not_a_file' };
  const buffer = Buffer.alloc(maxBytes + 1);
  let total = 0;
  for (let read = -1; read !== 0 && total < buffer.length; total += read) {
    read = readSync(fd, buffer, total, buffer.length - total, null);
  }
  return total > maxBytes ? { ok: false, failure: 'too_large' } : { ok: true, bytes: buffer.subarray(0, total) };
}

/**
 * Returns a short text that changes when the file changes. It follows symbolic links, because Kubernetes swaps them to change a mounted
 * secret.
 */
export type StampFile = (path: string) => string;

/** Never throws. Takes a few microseconds. */
export const stampFile: StampFile = (path) => {
  try {
    return stampOf(statSync(path, { bigint: true }));
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
};

/** The same without blocking. Rejects if the file system does not answer. */
export async function askStamp(path: string): Promise<string> {
  try {
    return stampOf(await guardFile('stamp', path, () => stat(path, { bigint: true })));
  } catch (error) {
    if (error instanceof UnansweredError) throw error;
    return String((error as NodeJS.ErrnoException).code);
  }
}
