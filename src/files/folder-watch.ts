import type * as nodeFs from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { guardFile } from '../document/guard-file.js';
import type { FileReason } from './file-report.js';

/** A file system for the globbing library. It records the errors that the library ignores in silence. */
export interface FolderWatch {
  readonly fs: FolderFs;
  /** Folders that exist and could not be listed. */
  readonly unreadable: ReadonlyMap<string, FileReason>;
  /** Whether there were more folders than are searched. */
  readonly overflowed: () => boolean;
}

export type FolderFs = Pick<typeof nodeFs, 'readdir' | 'realpath' | 'stat'>;

/** Without a limit, `/**` would search all of /proc. */
export const maxFolders = 1000;

/** The parts of node:fs as the library calls them. */
interface Calls {
  readonly readdir: (path: string, options: { withFileTypes: true }, done: Done<readonly nodeFs.Dirent[]>) => void;
  readonly realpath: (path: string, done: Done<string>) => void;
  readonly stat: (path: string, done: Done<Pick<nodeFs.Stats, 'isDirectory'>>) => void;
}

type Done<T> = (error: NodeJS.ErrnoException | null, value?: T) => void;

/** Every call of the library, as one that cannot hang. */
const guardedFs = {
  readdir: (path, options, done) => {
    guardFile('list', path, () => readdir(path, options)).then((entries) => done(null, entries), done);
  },
  realpath: (path, done) => {
    guardFile('resolve', path, () => realpath(path)).then((real) => done(null, real), done);
  },
  stat: (path, done) => {
    guardFile('stat', path, () => stat(path)).then((stats) => done(null, stats), done);
  },
} satisfies Calls as unknown as FolderFs;

/** Symbolic links that lead nowhere count as files. Reading them will say what is wrong. */
export function createFolderWatch(fs: FolderFs = guardedFs): FolderWatch {
  const calls = fs as unknown as Calls;
  const unreadable = new Map<string, FileReason>();
  let folders = 0;
  const watched: Calls = {
    readdir: (path, options, done) => {
      folders += 1;
      if (folders > maxFolders) {
        done(null, []);
        return;
      }
      calls.readdir(path, options, (error, entries) => {
        const reason = error ? (reasonsByCode[error.code ?? ''] ?? 'unreadable') : undefined;
        if (reason !== undefined && reason !== 'missing') unreadable.set(path, reason);
        done(null, entries ?? []);
      });
    },
    realpath: (path, done) => calls.realpath(path, (error, real) => done(null, error ? path : real)),
    stat: (path, done) => calls.stat(path, (error, stats) => done(null, error ? { isDirectory: () => false } : stats)),
  };
  return { fs: watched as unknown as FolderFs, unreadable, overflowed: () => folders > maxFolders };
}

const reasonsByCode: Readonly<Record<string, FileReason>> = {
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EUNANSWERED: 'unanswered',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
};
