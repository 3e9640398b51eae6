import { clusterOf, type ClusterView, firstEndOf, isBad } from '../../findings/cluster-view.js';
import type { FindingGroup } from '../../findings/finding-group.js';
import { severities, severityWords } from '../../findings/severity/severity.js';
import type { TargetView } from '../../findings/target-view.js';
import { countText } from '../../text/count-text.js';
import { dateText, spanText } from '../../text/time-text.js';
import { type Cell, renderTable } from '../table.js';
import { severityTones } from './columns.js';
import { findingCounts } from './finding-counts.js';

export interface FleetTableOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly color: boolean;
  readonly width: number;
}

/** More rows than a person reads. */
const mostRows = 200;

/**
 * One row for each target with which something is wrong, the worst cluster first, with the numbers of its findings below. Empty if there is
 * none. `groups`: the findings in the order in which they are numbered.
 */
export function fleetTable(
  clusters: readonly ClusterView[],
  groups: readonly FindingGroup[],
  { now, color, width }: FleetTableOptions,
): string {
  const bad = clusters.flatMap(({ targets }) => targets.filter(isBad));
  if (bad.length === 0) return '';
  const shown = bad.slice(0, mostRows);
  const numbers = numbersOf(groups);
  const hasClusters = shown.some((view) => clusterOf(view) !== undefined);
  const table = renderTable({
    head: ['State', ...(hasClusters ? ['Cluster'] : []), 'Target', 'Affected', 'First end UTC', 'Found', 'See'],
    rows: shown.map((view) => [
      { text: severityWords[view.severity].state.toUpperCase(), tone: severityTones[view.severity] },
      ...(hasClusters ? [clusterOf(view) ?? ''] : []),
      view.report.target.name,
      affectedText(view),
      endCell(view, now),
      findingCounts(view.findings, harmful),
      (numbers.get(view.report.target.name) ?? []).join(', '),
    ]),
    rules: false,
    color,
    width,
  });
  const more = bad.length - shown.length;
  return more > 0
    ? `${table}\nand ${countText(more, 'more target')}, no worse than these: --all or --output json has them`
    : table;
}

const harmful = severities.filter((severity) => severity !== 'info');

/** The numbers of the findings that are wrong with each target. */
function numbersOf(groups: readonly FindingGroup[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [at, group] of groups.entries()) {
    for (const { target, severity } of group) {
      if (target === undefined || severity === 'info') continue;
      const own = numbers.get(target);
      if (own === undefined) numbers.set(target, [at + 1]);
      else if (own.at(-1) !== at + 1) own.push(at + 1);
    }
  }
  return numbers;
}

/** How many of its endpoints: `1 of 3 endpoints`. What is wrong with the target as a whole affects none alone. */
function affectedText({ endpoints, report }: TargetView): string {
  if (report.fleet !== undefined) return `a fleet of ${countText(report.fleet.targets, 'target')}`;
  const affected = endpoints.filter(isBad).length;
  return endpoints.length === 0 ? 'no endpoint known' : `${affected} of ${countText(endpoints.length, 'endpoint')}`;
}

function endCell(view: TargetView, now: number): Cell {
  const end = firstEndOf(view);
  if (end === Infinity) return { text: '?', tone: 'faint' };
  return `${dateText(end).slice(0, 10)}, ${end < now ? `${spanText(now - end)} ago` : `in ${spanText(end - now)}`}`;
}
