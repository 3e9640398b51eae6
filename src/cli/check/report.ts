import { besideKubeadm } from '../../files/kubeadm-expiration.js';
import { areMany } from '../../findings/many-targets.js';
import { printable } from '../../text/printable.js';
import { apiServerNotes, fleetApiServerNotes } from './api-servers.js';
import { checkFilesTable } from './files-table.js';
import { checkFindings, type CheckFindingsOptions } from './findings-text.js';
import { checkKubeadmTable } from './kubeadm-table.js';
import { fleetReport } from './fleet-report.js';
import { type CheckResult, showsTargets } from './result.js';
import { checkSummary } from './summary.js';
import { checkTable } from './table.js';

export interface ReportOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
  /** Whether nothing is left out, however much there is. */
  readonly all?: boolean;
}

/** Prose wider than 100 columns is hard to read anywhere. */
const widestProse = 100;

/** How findings of a result are printed. */
export function proseOptions(result: CheckResult, { color, width }: ReportOptions): CheckFindingsOptions {
  return { color, width: Math.min(width, widestProse), targets: showsTargets(result.targets) };
}

/** The result as `check` prints it: the tables, the findings with their remedies, and the state in one line. */
export function checkReport(result: CheckResult, { color, width, all = false }: ReportOptions): string {
  const { now, files, kubeadm } = result;
  const prose = proseOptions(result, { color, width });
  const table = { now, color, width };
  const onDisk = kubeadm
    ? [checkKubeadmTable(kubeadm, table), checkFilesTable(besideKubeadm(files, kubeadm), table)]
    : [checkFilesTable(files, table)];
  // In one line each, which people search for.
  const isMany = areMany(result.targets);
  const noteLines = isMany && !all ? fleetApiServerNotes(result.targets) : apiServerNotes(result.targets);
  const notes = noteLines.map(printable).join('\n');
  const targets = isMany
    ? fleetReport(result, { color, width, prose: prose.width, all })
    : [checkTable(result, table), checkFindings(result.findings, prose)];
  return [...onDisk, ...targets, notes, checkSummary(result, color)].filter((part) => part !== '').join('\n\n');
}
