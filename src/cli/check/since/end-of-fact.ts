import type { ChangeKind } from './change.js';
import type { Fact, FactPlace } from './facts.js';
import { isComplete, isOver } from './seen.js';
import type { Snapshot, SnapshotEndpoint, SnapshotFile, SnapshotTarget } from './snapshot.js';

/** One target in both checks. */
export interface TargetPair {
  readonly before: SnapshotTarget;
  readonly now: SnapshotTarget;
}

/** What became of a fact of before that is not found now; undefined: its place is no longer checked, which is said once for all. */
export type EndOfFact = (fact: Fact, subject: string, place: FactPlace) => ChangeKind | undefined;

interface Places {
  readonly target: SnapshotTarget;
  readonly endpoints: ReadonlyMap<string, SnapshotEndpoint>;
}

function placesOf(target: SnapshotTarget): Places {
  return { target, endpoints: new Map(target.endpoints.map((endpoint) => [endpoint.address, endpoint])) };
}

/** Judges facts of before by what is seen now. */
export function endOfFact(pairs: readonly TargetPair[], before: Snapshot, now: Snapshot): EndOfFact {
  const targets = new Map(pairs.map((pair) => [pair.now.name, [placesOf(pair.before), placesOf(pair.now)] as const]));
  const files = new Map(now.files.map((file) => [file.path, file]));
  const had = new Set(before.files.map(({ path }) => path));
  return (fact, subject, { target, address, file }) => {
    const ends = [
      target === undefined ? undefined : endInTarget(targets.get(target), { fact, subject, address, file }),
      file === undefined ? undefined : endInFile(files.get(file), had.has(file)),
    ];
    if (ends.includes('unchecked')) return undefined;
    return ends.includes('unseen') ? 'finding_unseen' : 'finding_gone';
  };
}

type End = 'over' | 'unseen' | 'unchecked';

function endInFile(file: SnapshotFile | undefined, had: boolean): End {
  if (file === undefined) return had ? 'unchecked' : 'unseen';
  return file.state === 'failed' ? 'unseen' : 'over';
}

interface Ended {
  readonly fact: Fact;
  readonly subject: string;
  readonly address: string | undefined;
  readonly file: string | undefined;
}

function endInTarget(pair: readonly [Places, Places] | undefined, { fact, subject, address, file }: Ended): End {
  if (pair === undefined) return 'unchecked';
  const [before, now] = pair;
  if (address === undefined)
    return file !== undefined || isTargetSeen(fact, before.target, now.target) ? 'over' : 'unseen';
  const endpoint = now.endpoints.get(address);
  if (endpoint === undefined) return 'unchecked';
  return isOver(fact, subject, before.endpoints.get(address), endpoint) ? 'over' : 'unseen';
}

/** A fact about the whole target is over only if no less of the target is known. */
function isTargetSeen({ id }: Fact, before: SnapshotTarget, now: SnapshotTarget): boolean {
  return id === 'instances-missing' ? isComplete(now) : now.discovered || !before.discovered;
}
