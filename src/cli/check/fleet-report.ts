import { clusterViews } from '../../findings/cluster-view.js';
import { fleetFindingGroups } from '../../findings/finding-group.js';
import { targetViews } from '../../findings/target-view.js';
import { fineTargets } from './fine-targets.js';
import { fleetFindings } from './fleet-findings.js';
import { fleetTable } from './fleet-table.js';
import type { CheckResult } from './result.js';
import { checkTable } from './table.js';

interface FleetReportOptions {
  readonly color: boolean;
  /** Columns of the table, and of prose. */
  readonly width: number;
  readonly prose: number;
  /** Whether nothing is left out. */
  readonly all: boolean;
}

/** What is wrong in many targets, the worst cluster first, and one line for those that are fine. `all`: every endpoint has its row. */
export function fleetReport(result: CheckResult, { color, width, prose, all }: FleetReportOptions): readonly string[] {
  const clusters = clusterViews(targetViews(result.targets, result.findings));
  const views = clusters.flatMap(({ targets }) => targets);
  const groups = fleetFindingGroups(result.findings, views);
  const table = { now: result.now, color, width };
  return [
    all ? checkTable(result, table) : fleetTable(clusters, groups, table),
    ...(all ? [] : [fineTargets(views, width)]),
    fleetFindings(groups, { color, width: prose, all }),
  ];
}
