import pico from 'picocolors';
import { exitCodeOf, severityWords, worstSeverity } from '../../findings/severity/severity.js';
import { areMany, fleetCounts } from '../../findings/many-targets.js';
import { targetViews } from '../../findings/target-view.js';
import { serversSeen } from '../../probe/entry-point.js';
import { countText } from '../../text/count-text.js';
import { apiServersText } from './api-servers.js';
import { findingCounts } from './finding-counts.js';
import type { CheckResult } from './result.js';

/** The last line: `CRITICAL (exit code 2): 3 of 3 API servers probed, 4 endpoints, 12 files; 1 critical, 2 warnings`. */
export function checkSummary(result: CheckResult, color: boolean): string {
  const { findings } = result;
  const colors = pico.createColors(color);
  const paint = { critical: colors.red, unknown: colors.yellow, warning: colors.yellow, info: colors.green };
  const worst = worstSeverity(findings.map(({ severity }) => severity)) ?? 'info';
  const state = colors.bold(paint[worst](severityWords[worst].state.toUpperCase()));
  return `${state} (exit code ${exitCodeOf(findings)}): ${checkCounts(result)}`;
}

/** What was checked, and how many findings there are: `3 of 3 API servers probed, 4 endpoints; 1 critical, 2 warnings` */
export function checkCounts({ targets, files, findings }: CheckResult): string {
  const endpoints = targets.reduce((sum, { reports }) => sum + reports.length, 0);
  const apiServers = apiServersText(targets);
  const probed = [
    ...(areMany(targets) ? [fleetCounts(targetViews(targets, findings))] : []),
    ...(apiServers === undefined ? [] : [apiServers]),
    `${countText(endpoints, 'endpoint')}${serversText(targets)}`,
    ...(files.length > 0 ? [countText(files.length, 'file')] : []),
  ].join(', ');
  return `${probed}; ${findingCounts(findings) || 'nothing found'}`;
}

/** Says of a single endpoint that was probed several times how many servers answered. */
function serversText(targets: CheckResult['targets']): string {
  const [only, ...others] = targets.flatMap(({ reports }) => reports);
  if (only === undefined || others.length > 0 || only.answers.probes < 2) return '';
  return ` (${countText(serversSeen(only), 'server')} answered ${only.answers.probes} probes)`;
}
