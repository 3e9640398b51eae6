import { resolve } from 'node:path';
import type { FileSpec } from '../config/config.js';
import { formatProblem, type Problem } from '../document/problem.js';
import { readFailures } from '../document/read-file.js';
import { type FleetFile, type FleetFileDependencies, followFleetFile } from './fleet-file.js';

/** Finds the files that a pattern leads to. A plain path leads to itself, whether or not the file exists. Never rejects. */
export type ExpandPattern = (
  folder: string,
  pattern: string,
) => Promise<{ readonly paths: readonly string[]; readonly failures: readonly PatternFailure[] }>;

/** A pattern that leads to no file or to too many, or a folder that cannot be listed. */
interface PatternFailure {
  readonly path: string;
  readonly outcome: { readonly state: string; readonly reason?: string; readonly message?: string };
}

/** The kubeconfigs of a fleet at one time. */
export interface KubeconfigFiles {
  /** In the order of their paths. The same array as long as nothing changes. */
  readonly files: readonly FleetFile[];
  /** What is wrong with the patterns themselves. */
  readonly problems: readonly Problem[];
}

/** Failures of a pattern that say nothing of files that are known: the folder was listed. */
const listed: ReadonlySet<string | undefined> = new Set(['missing', 'too_many_files']);

/**
 * Creates a function that finds the kubeconfigs of a fleet, and reads those that have changed. A folder that cannot be listed takes no file
 * away: those that are known are read as before. Never rejects.
 */
export function createKubeconfigFiles(
  { folder, patterns }: FileSpec,
  dependencies: FleetFileDependencies & { readonly expand: ExpandPattern },
): () => Promise<KubeconfigFiles> {
  let followed: ReadonlyMap<string, () => Promise<FleetFile | undefined>> = new Map();
  let last: readonly FleetFile[] = [];
  const plain = new Set(patterns.map((pattern) => resolve(folder, pattern)));
  return async () => {
    const expanded = await Promise.all(patterns.map((pattern) => dependencies.expand(folder, pattern)));
    const failures = expanded.flatMap((one) => one.failures);
    const isListed = failures.every(({ outcome }) => listed.has(outcome.reason));
    const paths = new Set([...expanded.flatMap((one) => one.paths), ...(isListed ? [] : followed.keys())]);
    const next = new Map(
      [...paths].toSorted().map((path) => [path, followed.get(path) ?? followFleetFile(path, dependencies)]),
    );
    const read = await Promise.all([...next].map(async ([path, now]) => ({ path, file: await now() })));
    const gone = read.flatMap(({ path, file }) => (file === undefined ? [path] : []));
    for (const path of gone) next.delete(path);
    followed = next;
    const files = read.flatMap(({ file }) => file ?? []);
    if (!isSameFiles(files, last)) last = files;
    const missing = gone.filter((path) => plain.has(path));
    return { files: last, problems: [...failures.map(problemOf), ...missing.map(missingFile)] };
  };
}

/** For people. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('; ');
}

function isSameFiles(one: readonly FleetFile[], other: readonly FleetFile[]): boolean {
  return one.length === other.length && one.every((file, at) => file === other[at]);
}

function problemOf({ path, outcome: { message = '' } }: PatternFailure): Problem {
  return { file: path, path: '', message };
}

function missingFile(file: string): Problem {
  return { file, path: '', message: readFailures.missing };
}
