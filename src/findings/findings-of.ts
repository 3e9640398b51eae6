import type { TargetReport } from '../probe/sweep.js';
import { type Distribution, distributionsOf } from './distribution.js';
import type { Aspect, Evidence, FindingKind } from './finding-kind.js';
import { type FindingId, findingKinds } from './finding-kinds.js';
import { groupBy } from './group-by.js';
import type { Remedy } from './remedy.js';
import { compareSeverities, type Severity } from './severity.js';

/** One thing that somebody should know or do about a target, however many of its endpoints show it. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly about: Aspect;
  /** The target's name. */
  readonly target: string;
  /** Of the endpoints, each once; none: the target as a whole. */
  readonly addresses: readonly string[];
  /** Expected names that it is about. */
  readonly names: readonly string[];
  /** The same for every finding of this kind. */
  readonly title: string;
  readonly details: readonly Detail[];
  readonly remedy: Remedy;
  /** What the target looks like, to choose among the remedy's procedures; none: it cannot be told. */
  readonly distributions: readonly Distribution[];
}

/** One thing that was seen, and at which addresses. `text` may hold what stands in a certificate: it must be escaped wherever it is shown. */
export interface Detail {
  readonly addresses: readonly string[];
  readonly text: string;
}

/** Everything found, worst first, then in the order of the targets and of the kinds. `now`: unix seconds. */
export function findingsOf(targets: readonly TargetReport[], now: number): readonly Finding[] {
  return targets
    .flatMap((report) => findingKinds.flatMap((kind) => find(kind, report, now)))
    .toSorted((a, b) => compareSeverities(a.severity, b.severity));
}

function find(kind: FindingKind & { readonly id: FindingId }, report: TargetReport, now: number): readonly Finding[] {
  const bySeverity = groupBy(kind.detect(report, now), ({ severity }) => severity);
  return [...bySeverity].map(([severity, evidence]) => ({
    id: kind.id,
    severity,
    about: kind.about,
    target: report.target.name,
    addresses: addressesOf(evidence),
    names: [...new Set(evidence.flatMap(({ names = [] }) => names))],
    title: kind.title,
    details: [...groupBy(evidence, ({ text }) => text)].map(([text, same]) => ({ addresses: addressesOf(same), text })),
    remedy: kind.remedy(report),
    distributions: distributionsOf(report),
  }));
}

function addressesOf(evidence: readonly Evidence[]): readonly string[] {
  return [...new Set(evidence.flatMap(({ addresses }) => addresses))];
}
