import { groupBy } from './group-by.js';
import { compareSeverities, type Severity } from './severity/severity.js';
import type { TargetReport } from '../probe/report.js';
import type { Finding } from './findings-of.js';
import { firstEnd, type TargetView, targetViews } from './target-view.js';

/** The targets of one cluster: those with the same label `cluster`, or a single target without it. */
export interface ClusterView {
  /** The label that the user gave; undefined: none. */
  readonly cluster: string | undefined;
  /** That of its worst target. */
  readonly severity: Severity;
  /** The worst first. */
  readonly targets: readonly [TargetView, ...TargetView[]];
}

/**
 * Groups targets by cluster, the worst first: by severity, then by how many findings have it, then by the first certificate that ends. Those that
 * are fine keep their order.
 */
export function clusterViews(views: readonly TargetView[]): readonly ClusterView[] {
  const rank = new Map(views.toSorted(compareTargets).map((view, at) => [view, at]));
  const rankOf = (view: TargetView): number => rank.get(view) ?? views.length;
  const groups = groupBy(rank.keys(), (view) => clusterOf(view) ?? view);
  return [...groups.values()]
    .map((targets) => ({ cluster: clusterOf(targets[0]), severity: targets[0].severity, targets }))
    .toSorted((a, b) => rankOf(a.targets[0]) - rankOf(b.targets[0]));
}

/** All targets in the order of their clusters, the worst first. */
export function rankedTargets(reports: readonly TargetReport[], findings: readonly Finding[]): readonly TargetView[] {
  return clusterViews(targetViews(reports, findings)).flatMap(({ targets }) => targets);
}

/** The value of the label `cluster`, which is the user's to give. An empty one is as good as none, as in Prometheus. */
export function clusterOf({ report }: TargetView): string | undefined {
  return report.target.labels['cluster'] || undefined;
}

/** Whether somebody has to do something about it, or something about it is unknown. */
export function isBad({ severity }: Pick<TargetView, 'severity'>): boolean {
  return severity !== 'info';
}

/** Whether it is the entry of a fleet, which has no endpoints: they are those of its members. */
export function isFleetEntry({ report }: TargetView): boolean {
  return report.fleet !== undefined;
}

/** When the first certificate of the target expires, in unix seconds. Infinity: none was seen. */
export function firstEndOf({ endpoints }: TargetView): number {
  return endpoints.reduce((first, { report }) => Math.min(first, firstEnd(report)), Infinity);
}

function compareTargets(a: TargetView, b: TargetView): number {
  const bySeverity = compareSeverities(a.severity, b.severity);
  if (bySeverity !== 0 || !isBad(a)) return bySeverity;
  return worstCount(b) - worstCount(a) || firstEndOf(a) - firstEndOf(b) || 0;
}

function worstCount({ findings, severity: worst }: TargetView): number {
  return findings.filter(({ severity }) => severity === worst).length;
}
