import type { Finding } from '../../findings/findings-of.js';
import type { Remedy } from '../../findings/remedies/remedy.js';

/** Findings of the same kind, severity and remedy, in any targets. With many control planes, a finding is seldom alone. */
export type FindingGroup = readonly [first: Finding, ...others: Finding[]];

/** Groups findings by kind, severity and remedy. The groups are in the order of their first findings. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const remedyKey = createRemedyKeys();
  return grouped(findings, ({ severity, id, remedy, distributions }) =>
    [severity, id, remedyKey(remedy), ...distributions].join(' '),
  );
}

/** Groups findings by kind and severity, whatever their remedies are. */
export function findingKindGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return grouped(findings, ({ severity, id }) => `${severity} ${id}`);
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
