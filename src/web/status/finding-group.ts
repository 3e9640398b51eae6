import type { Finding } from '../../findings/findings-of.js';
import type { Remedy } from '../../findings/remedies/remedy.js';

/** Findings of one kind and severity that one remedy settles, in whatever targets: with many control planes, one is seldom alone. */
export type FindingGroup = readonly [first: Finding, ...others: Finding[]];

/** In the order of the first of each. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const remedyKey = createRemedyKeys();
  return grouped(findings, ({ severity, id, remedy, distributions }) =>
    [severity, id, remedyKey(remedy), ...distributions].join(' '),
  );
}

/** Whatever remedy they have. */
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
 * Equal for equal remedies: for the very same one, and for such as are mere advice. Procedures that were made for a target are long, and another
 * target's differ.
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
