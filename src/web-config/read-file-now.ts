import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileContent, readFailureOf } from '../config/read-file.js';

/** Reads a whole file of at most `maxBytes`; never throws. */
export type ReadFileNow = (path: string, maxBytes: number) => FileContent;

/**
 * Synchronous, so that a handshake is answered with what the files hold at that moment; they are a few kilobytes, and read only when they
 * have changed. Opened as config/read-file does, so that a pipe does not block.
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
