import { without } from './brief.js';
import { endOfFact, type EndOfFact, type TargetPair } from './end-of-fact.js';
import type { Snapshot, SnapshotFinding, SnapshotTarget } from './snapshot.js';

/** Which target and place of one check is which of another. */
export interface Matched {
  readonly pairs: readonly TargetPair[];
  readonly added: readonly SnapshotTarget[];
  readonly removed: readonly SnapshotTarget[];
  /** The name is the same, and the control plane is another one. */
  readonly others: readonly TargetPair[];
  /** A finding of before, with the name that its target has now. */
  readonly renamed: (finding: SnapshotFinding) => SnapshotFinding;
  readonly endOf: EndOfFact;
}

/** Matches targets by name, and those without a partner by an address that both have, as a target that was renamed. */
export function matchTargets(before: Snapshot, now: Snapshot): Matched {
  const byName = new Map(before.targets.map((target) => [target.name, target]));
  const named = now.targets.flatMap((target): readonly TargetPair[] => {
    const old = byName.get(target.name);
    return old === undefined ? [] : [{ before: old, now: target }];
  });
  const taken = new Set(named.flatMap((pair) => [pair.before, pair.now]));
  const free = ({ targets }: Snapshot) => targets.filter((target) => !taken.has(target));
  const moved = byAddress(free(before), free(now));
  const all = [...named, ...moved];
  for (const pair of moved) taken.add(pair.before).add(pair.now);
  const names = new Map(moved.map((pair) => [pair.before.name, pair.now.name]));
  const pairs = all.filter((pair) => !isOther(pair));
  return {
    pairs,
    added: free(now),
    removed: free(before),
    others: all.filter(isOther),
    renamed: (finding) => ({ ...finding, target: names.get(finding.target ?? '') ?? finding.target }),
    endOf: endOfFact(pairs, before, now),
  };
}

function byAddress(before: readonly SnapshotTarget[], now: readonly SnapshotTarget[]): readonly TargetPair[] {
  const owners = new Map(before.flatMap((target) => target.endpoints.map(({ address }) => [address, target] as const)));
  const taken = new Set<SnapshotTarget>();
  return now.flatMap((target): readonly TargetPair[] => {
    const old = target.endpoints.map(({ address }) => owners.get(address)).find((each) => each && !taken.has(each));
    if (old === undefined) return [];
    taken.add(old);
    return [{ before: old, now: target }];
  });
}

/** Whether neither an address nor a certificate is the same, of the CA or served. */
function isOther({ before, now }: TargetPair): boolean {
  const addressesOf = ({ endpoints }: SnapshotTarget) => endpoints.map(({ address }) => address);
  const [then, here] = [addressesOf(before), addressesOf(now)];
  if (then.length === 0 || here.length === 0) return false;
  return without(here, then).length === new Set(here).size && !shares(printsOf(before), printsOf(now));
}

function shares(before: readonly string[], now: readonly string[]): boolean {
  return without(now, before).length < new Set(now).size;
}

function printsOf({ ca, endpoints }: SnapshotTarget): readonly string[] {
  const served = endpoints.flatMap(({ servers, serving }) => [
    ...servers.serving,
    ...servers.processes,
    ...(serving === null ? [] : [serving]),
  ]);
  return [...ca, ...served].map(({ fingerprintSha256 }) => fingerprintSha256);
}
