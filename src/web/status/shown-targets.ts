import { isBad } from '../../findings/cluster-view.js';
import type { Finding } from '../../findings/findings-of.js';
import { areMany } from '../../findings/many-targets.js';
import type { Severity } from '../../findings/severity/severity.js';
import type { TargetView } from '../../findings/target-view.js';
import type { PageQuery } from './page-query.js';
import { targetPattern } from './target-pattern.js';

/** Targets in full on one page. */
export const targetsPerPage = 20;

/** What of an observation a page shows. */
export interface ShownTargets {
  readonly query: PageQuery;
  /** All targets of the observation, the worst first. */
  readonly all: readonly TargetView[];
  /** Those that were asked for by name. */
  readonly named: readonly TargetView[];
  /** Those of them that were asked for by severity. */
  readonly views: readonly TargetView[];
  /** Those that were asked for, the worst first. */
  readonly findings: readonly Finding[];
  /** Whether the targets that were asked for are so many that of those that are fine only the names are shown. */
  readonly isMany: boolean;
  /** The targets that are shown in full, on all pages together. */
  readonly detailed: readonly TargetView[];
  /** How many pages they need, at least one. */
  readonly pages: number;
}

/** Chooses what a query asks for. `all`: the worst first. */
export function shownTargets(all: readonly TargetView[], findings: readonly Finding[], query: PageQuery): ShownTargets {
  const named = namedTargets(all, query);
  const views = named.filter(has(query.severity));
  const isMany = areMany(views.map(({ report }) => report));
  // Of many targets, those that are fine are only named, unless they were asked for.
  const detailed = isMany && query.severity !== 'info' ? views.filter(isBad) : views;
  const pages = Math.max(1, Math.ceil(detailed.length / targetsPerPage));
  return { query, all, named, views, findings: askedFindings(findings, views, query), isMany, detailed, pages };
}

function namedTargets(all: readonly TargetView[], { target }: PageQuery): readonly TargetView[] {
  if (target === undefined) return all;
  const matches = targetPattern(target);
  return all.filter(({ report }) => matches(report.target.name));
}

/** A target has its worst severity and all others that its findings have, so that no warning is missed because something is critical. */
function has(severity: Severity | undefined): (view: TargetView) => boolean {
  if (severity === undefined) return () => true;
  if (severity === 'info') return (view) => !isBad(view);
  return ({ findings }) => findings.some((finding) => finding.severity === severity);
}

/** What is about files alone belongs to no target. */
function askedFindings(
  findings: readonly Finding[],
  views: readonly TargetView[],
  { target, severity }: PageQuery,
): readonly Finding[] {
  if (target === undefined && severity === undefined) return findings;
  const names = new Set(views.map(({ report }) => report.target.name));
  return findings.filter(
    (finding) =>
      (severity === undefined || finding.severity === severity) &&
      (finding.target === undefined ? target === undefined : names.has(finding.target)),
  );
}
