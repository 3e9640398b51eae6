import { dirname } from 'node:path';
import type { FileSpec } from '../config/config.js';
import { type ReadFile, readFailureMessage } from '../document/read-file.js';
import { type Progress, startProgress } from '../net/progress.js';
import type { Decode } from '../x509/certificate.js';
import type { Expanded } from './expand-pattern.js';
import { failed, type FileReport } from './file-report.js';
import { filesNamed, type NamedFile, namedInKubeconfig, type NamedInKubeconfig } from '../kube/named-files.js';
import type { YamlParsers } from '../kube/yaml-parsers.js';
import { decodeContent } from './decode-content.js';

/** Which files to read. */
export interface FilesToRead {
  readonly specs: readonly FileSpec[];
  /** Further files beside those of the specs. Absolute paths, never patterns. */
  readonly paths: readonly string[];
}

export interface FileDependencies {
  /** The program uses expandPattern. */
  readonly expand: (folder: string, pattern: string) => Promise<Expanded>;
  readonly read: ReadFile;
  /** The program uses fileExists. */
  readonly exists: (path: string) => Promise<boolean>;
  readonly decode: Decode;
  /** Parses kubeconfigs and manifests. Left out: each here and now. */
  readonly parsers?: YamlParsers | undefined;
}

/** The same limit as src/kube has for a kubeconfig. A bundle of all public CAs has 250 KiB. */
const maxBytes = 4 * 1024 * 1024;

/**
 * Files read at once. A read on a network file system that hangs blocks one of libuv's four threads, and resolving names needs threads as
 * well.
 */
const lanes = 2;

interface FileParts {
  /** By path, present once all patterns are expanded. It changes as files are read. */
  readonly reports: Map<string, FileReport>;
}

/**
 * Finds the files and reads each, and those that kubeconfigs among them name; the failure of one does not affect the others. The result has
 * one report for each path, however often it is named. A file that has not been read yet counts as timed out. Only `decode` keeps anything
 * until the next call.
 */
export function readFiles(files: FilesToRead, dependencies: FileDependencies): Progress<readonly FileReport[]> {
  const { specs, paths } = files;
  const patterns = specs.flatMap(({ folder, patterns }) => patterns.map((pattern) => ({ folder, pattern })));
  const notSearched = [...patterns.map(({ pattern }) => pattern), ...paths].map(late);

  return startProgress<FileParts, readonly FileReport[]>(
    ({ reports }) => (reports === undefined ? notSearched : [...reports.values()]),
    async (learn) => {
      const expanded = await Promise.all(patterns.map(({ folder, pattern }) => dependencies.expand(folder, pattern)));
      const found = [...expanded.flatMap((one) => one.paths), ...paths];
      const reports = new Map(found.map((path) => [path, late(path)]));
      const queue = [...reports.keys()].values();
      for (const failure of expanded.flatMap(({ failures }) => failures)) reports.set(failure.path, failure);
      learn({ reports });
      const named: NamedFile[] = [];
      const readOn = async (): Promise<void> => {
        for (const path of queue) reports.set(path, await readOne(path, dependencies, named));
      };
      await Promise.all(Array.from({ length: lanes }, readOn));
      await readNamed(named, reports, dependencies);
    },
  );
}

function late(path: string): FileReport {
  return { path, outcome: failed('timeout'), certificates: [] };
}

/** A file that has vanished since it was found is reported as missing. */
async function readOne(
  path: string,
  { read, decode, parsers }: FileDependencies,
  named: NamedFile[] = [],
): Promise<FileReport> {
  const content = await read(path, maxBytes);
  if (content.ok) {
    named.push(...filesNamed(await namedIn(content.bytes, parsers), path));
    return { path, ...(await decodeContent(content.bytes, decode, parsers)) };
  }
  const message = readFailureMessage(content.failure, maxBytes);
  return { path, outcome: failed(content.failure, message), certificates: [] };
}

function namedIn(bytes: Uint8Array, parsers: YamlParsers | undefined): Promise<readonly NamedInKubeconfig[]> {
  return parsers === undefined ? Promise.resolve(namedInKubeconfig(bytes)) : parsers.named(bytes);
}

/** Kubeconfigs of a whole folder name no more. */
const maxNamed = 1000;

/**
 * Reads the certificates that kubeconfigs name, and no keys. What these files name is not followed. Where even the folder of a file is
 * missing, the kubeconfig is that of another machine or of the host of this container, and the file is left out.
 */
async function readNamed(
  named: readonly NamedFile[],
  reports: FileParts['reports'],
  dependencies: FileDependencies,
): Promise<void> {
  const paths = new Set(named.flatMap(({ path, holds }) => (holds === 'key' || reports.has(path) ? [] : [path])));
  for (const path of [...paths].slice(0, maxNamed)) {
    if (await dependencies.exists(dirname(path))) reports.set(path, await readOne(path, dependencies));
  }
}
