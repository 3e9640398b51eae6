import type { TargetReport } from '../probe/report.js';
import { findingRank } from './finding-rank.js';
import type { Finding } from './findings-of.js';
import type { Remedy } from './remedies/remedy.js';
import { compareSeverities } from './severity/severity.js';

/** Findings of the same kind, severity and remedy, in any targets. With many control planes, a finding is seldom alone. */
export type FindingGroup = readonly [first: Finding, ...others: Finding[]];

/** Groups findings by kind, severity and remedy. The groups are in the order of their first findings. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const remedyKey = createRemedyKeys();
  return grouped(findings, ({ severity, id, remedy, distributions }) =>
    [severity, id, remedyKey(remedy), ...distributions].join(' '),
  );
}

/** Groups findings by kind and severity, whatever their remedies are. The groups are in the order of their first findings. */
export function findingKindGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return grouped(findings, ({ severity, id }) => `${severity} ${id}`);
}

/**
 * Groups the findings of many targets by kind and severity, the worst severity first, then in the order of the kinds. Within a group, targets
 * come in the order of `targets`.
 */
export function fleetFindingGroups(
  findings: readonly Finding[],
  targets: readonly { readonly report: Pick<TargetReport, 'target'> }[],
): readonly FindingGroup[] {
  const places = new Map(targets.map(({ report }, at) => [report.target.name, at]));
  const placeOf = ({ target }: Finding): number => places.get(target ?? '') ?? places.size;
  const inOrder = findings.toSorted(
    (a, b) => compareSeverities(a.severity, b.severity) || findingRank(a) - findingRank(b) || placeOf(a) - placeOf(b),
  );
  return findingKindGroups(inOrder);
}

function grouped(findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly FindingGroup[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

/**
 * Returns keys that are equal for equal remedies. Remedies with procedures are equal only if they are the same object: procedures are long,
 * and differ between targets.
 */
export function createRemedyKeys(): (remedy: Remedy) => string {
  const known = new Map<Remedy, string>();
  const keyOf = (remedy: Remedy): string =>
    remedy.procedures.length > 0 ? String(known.size) : JSON.stringify([remedy.advice, remedy.beware]);
  return (remedy) => {
    const key = known.get(remedy) ?? keyOf(remedy);
    known.set(remedy, key);
    return key;
  };
}
