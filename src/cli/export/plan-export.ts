import type { WrittenRecord } from './record.js';

/** What is at a path: the SHA-256 of a file, in hexadecimal; or something that no export replaces, such as a folder or a symbolic link. */
export type FoundAt = { readonly kind: 'file'; readonly hash: string } | { readonly kind: 'other' };

export interface ExportPlan {
  readonly write: readonly string[];
  /** Files that have this content already. */
  readonly same: readonly string[];
  /** Files that an earlier version wrote, nobody changed, and this one does not have. */
  readonly remove: readonly string[];
  /** Files that an earlier version wrote, somebody changed, and this one does not have. They stay. */
  readonly left: readonly string[];
  /** What would be lost: nothing is written. */
  readonly foreign: readonly string[];
  /** What is in the way, also with --force: nothing is written. */
  readonly blocked: readonly string[];
}

export interface ExportSituation {
  /** The hash of each file that is to be there. */
  readonly wanted: WrittenRecord;
  /** What the last export wrote. */
  readonly written: WrittenRecord;
  /** What is there now, of both. */
  readonly found: ReadonlyMap<string, FoundAt>;
  readonly force: boolean;
}

/** Says of each file what happens to it. A file is the export's own as long as it is as the export wrote it. */
export function planExport(situation: ExportSituation): ExportPlan {
  const { wanted, written, found } = situation;
  const fates = [...wanted.keys()].map((path) => [path, fateOf(path, situation)] as const);
  const of = (fate: string): readonly string[] => fates.filter(([, each]) => each === fate).map(([path]) => path);
  const old = [...written].filter(([path]) => !wanted.has(path) && found.has(path));
  const unchanged = ([path, hash]: readonly [string, string]): boolean => hashAt(found.get(path)) === hash;
  return {
    write: of('write'),
    same: of('same'),
    foreign: of('foreign'),
    blocked: of('blocked'),
    remove: old.filter(unchanged).map(([path]) => path),
    left: old.filter((each) => !unchanged(each)).map(([path]) => path),
  };
}

function fateOf(
  path: string,
  { wanted, written, found, force }: ExportSituation,
): 'write' | 'same' | 'foreign' | 'blocked' {
  const now = found.get(path);
  if (now === undefined) return 'write';
  if (now.kind === 'other') return 'blocked';
  if (now.hash === wanted.get(path)) return 'same';
  return force || now.hash === written.get(path) ? 'write' : 'foreign';
}

function hashAt(found: FoundAt | undefined): string | undefined {
  return found?.kind === 'file' ? found.hash : undefined;
}
