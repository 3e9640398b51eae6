import type { FileSpec } from '../config/config.js';
import { type ReadFile, readFailureMessage } from '../config/read-file.js';
import type { Decode } from '../x509/decoded.js';
import type { Expanded } from './expand-pattern.js';
import { type FileReport, failed } from './file-report.js';
import { readContent } from './read-content.js';

/** What is to be looked at. */
export interface FilesToRead {
  readonly specs: readonly FileSpec[];
  /** Absolute, beside those of the specs; never patterns. */
  readonly paths: readonly string[];
}

export interface FileWorld {
  /** expandPattern is the real one. */
  readonly expand: (folder: string, pattern: string) => Promise<Expanded>;
  readonly read: ReadFile;
  readonly decode: Decode;
}

/** A look at files that is under way. */
export interface FileLook {
  /** One report for each path, whoever named it; never rejects. */
  readonly done: Promise<readonly FileReport[]>;
  /** What it would be if the look ended now: what has not been read yet counts as timed out. */
  readonly soFar: () => readonly FileReport[];
}

/** kube's own limit for a kubeconfig; a bundle of all public CAs has 250 KiB. */
const maxBytes = 4 * 1024 * 1024;

/** Reads under way at once: one on a network that hangs holds one of libuv's four threads, and resolving names needs some as well. */
const lanes = 2;

/** Finds the files and reads each, whatever becomes of the others. Nothing is kept from one look to the next but what `decode` keeps. */
export function lookAtFiles({ specs, paths }: FilesToRead, world: FileWorld): FileLook {
  const reports = new Map<string, FileReport>();
  const patterns = specs.flatMap(({ folder, patterns }) => patterns.map((pattern) => ({ folder, pattern })));
  let searched = false;

  const look = async (): Promise<readonly FileReport[]> => {
    const expanded = await Promise.all(patterns.map(({ folder, pattern }) => world.expand(folder, pattern)));
    searched = true;
    for (const path of [...expanded.flatMap((one) => one.paths), ...paths]) reports.set(path, late(path));
    const queue = [...reports.keys()].values();
    for (const failure of expanded.flatMap(({ failures }) => failures)) reports.set(failure.path, failure);
    const readOn = async (): Promise<void> => {
      for (const path of queue) reports.set(path, await readOne(path, world));
    };
    await Promise.all(Array.from({ length: lanes }, readOn));
    return [...reports.values()];
  };

  return {
    done: look(),
    soFar: () => (searched ? [...reports.values()] : [...patterns.map(({ pattern }) => pattern), ...paths].map(late)),
  };
}

function late(path: string): FileReport {
  return { path, outcome: failed('timeout'), certificates: [] };
}

/** A file that has vanished since it was found is missing, and told as such. */
async function readOne(path: string, { read, decode }: FileWorld): Promise<FileReport> {
  const content = await read(path, maxBytes);
  if (content.ok) return { path, ...(await readContent(content.bytes, decode)) };
  const message = readFailureMessage(content.failure, maxBytes);
  return { path, outcome: failed(content.failure, message), certificates: [] };
}
