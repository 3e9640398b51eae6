import { readOwnNow } from '../own-files/read-own.js';

/** Reads the version from package.json, which is among the program's own files. */
export function readVersion(readNow: (path: string) => string = readOwnNow): string {
  try {
    return (JSON.parse(readNow('package.json')) as { version?: string }).version ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
