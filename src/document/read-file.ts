import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { guardFile } from './guard-file.js';

/** Why a file could not be read. `message` follows the file's name. */
export const readFailures = {
  missing: 'no such file',
  forbidden: 'no permission to read it',
  directory: 'a directory, expected a file',
  not_a_file: 'a pipe, socket or device, expected a file',
  link_cycle: 'its symbolic links form a loop',
  too_large: 'larger than the limit',
  unanswered: 'the file system does not answer, as a network file system that hangs',
  unreadable: 'cannot be read',
} as const;

export type ReadFailure = keyof typeof readFailures;

export type FileContent =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly failure: ReadFailure };

/** Reads a whole file of at most `maxBytes`; never rejects. */
export type ReadFile = (path: string, maxBytes: number) => Promise<FileContent>;

const failuresByCode: Readonly<Record<string, ReadFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EISDIR: 'directory',
  ELOOP: 'link_cycle',
  ENXIO: 'not_a_file',
  EUNANSWERED: 'unanswered',
};

export const readFile: ReadFile = async (path, maxBytes) => {
  try {
    return await guardFile(`read ${maxBytes}`, path, () => openAndRead(path, maxBytes));
  } catch (error) {
    return { ok: false, failure: readFailureOf(error) };
  }
};

async function openAndRead(path: string, maxBytes: number): Promise<FileContent> {
  // Without O_NONBLOCK, opening a pipe without a writer would block one of libuv's threads forever (open(2)).
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return await readOpen(file, maxBytes);
  } finally {
    await file.close();
  }
}

/** Returns what an error of node:fs, or of the guard, means. */
export function readFailureOf(error: unknown): ReadFailure {
  return failuresByCode[(error as NodeJS.ErrnoException).code ?? ''] ?? 'unreadable';
}

async function readOpen(file: FileHandle, maxBytes: number): Promise<FileContent> {
  const stat = await file.stat();
  if (stat.isDirectory()) return { ok: false, failure: 'directory' };
  if (!stat.isFile()) return { ok: false, failure: 'not_a_file' };
  const bytes = await readAtMost(file, maxBytes + 1);
  return bytes.length > maxBytes ? { ok: false, failure: 'too_large' } : { ok: true, bytes };
}

/** Reads without trusting the size from stat: files of /proc report 0, and a file may grow meanwhile. */
async function readAtMost(file: FileHandle, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  while (total < limit) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(Math.min(65_536, limit - total)) });
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(chunks);
}

/** Returns the failure as text for people. */
export function readFailureMessage(failure: ReadFailure, maxBytes: number): string {
  return failure === 'too_large' ? `larger than ${String(maxBytes)} bytes` : readFailures[failure];
}

const absent: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/**
 * Returns whether a file exists at this path, without opening it. A path that cannot be checked for lack of permission counts as existing.
 * Never rejects.
 */
export async function fileExists(path: string): Promise<boolean> {
  try {
    await guardFile('stat', path, () => stat(path));
    return true;
  } catch (error) {
    return !absent.has((error as NodeJS.ErrnoException).code);
  }
}
