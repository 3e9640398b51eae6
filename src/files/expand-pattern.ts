import { isAbsolute, posix, resolve } from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import { type FileReport, failed } from './file-report.js';
import { createFolderWatch, type FolderFs, maxFolders } from './folder-watch.js';

export interface Expanded {
  /** Absolute, sorted. */
  readonly paths: readonly string[];
  /** Folders that could not be listed, and the pattern itself when it leads to no file or to too many. */
  readonly failures: readonly FileReport[];
}

/** The limit for one pattern. A control plane has some twenty files. */
export const maxFiles = 1000;

/**
 * Finds the files that a path or pattern leads to (`*`, `**`, `?`, `[…]`, `{…}`; hidden files only where the pattern has the dot). A plain
 * path leads to itself, whether or not the file exists. A relative path is relative to `folder`, which is absolute. Never rejects.
 */
export async function expandPattern(folder: string, pattern: string, fs?: FolderFs): Promise<Expanded> {
  if (!isDynamicPattern(pattern)) return { paths: [resolve(folder, pattern)], failures: [] };
  const absolute = isAbsolute(pattern) ? pattern : posix.join(escapePath(folder), pattern);
  const watch = createFolderWatch(fs);
  // With another cwd, the library matches nothing for patterns that lead out of it.
  const found = await glob([absolute], { cwd: '/', absolute: true, expandDirectories: false, fs: watch.fs });
  const failures = [...watch.unreadable].map(([path, reason]) => report(withoutSlash(path), failed(reason)));
  const tooMany = found.length > maxFiles || watch.overflowed();
  if (tooMany) failures.push(report(absolute, failed('too_many_files', tooManyMessage(watch.overflowed()))));
  if (found.length === 0 && failures.length === 0)
    failures.push(report(absolute, failed('missing', 'no file matches')));
  return { paths: found.toSorted().slice(0, maxFiles), failures };
}

function report(path: string, outcome: FileReport['outcome']): FileReport {
  return { path, outcome, certificates: [] };
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function tooManyMessage(folders: boolean): string {
  return folders
    ? `leads through more than ${maxFolders} folders: the rest is left out`
    : `matches more than ${maxFiles} files: the rest is left out`;
}
