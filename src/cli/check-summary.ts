import pico from 'picocolors';
import { exitCodeOf } from '../findings/exit-code.js';
import { type Severity, severities, worstSeverity } from '../findings/severity.js';
import { type CheckResult, severityWords } from './check-result.js';

const nouns = { critical: 'critical', unknown: 'unknown', warning: 'warning', info: 'note' } as const;

/** The last line: `CRITICAL (exit code 2): 3 endpoints; 1 critical, 2 warnings`. */
export function checkSummary({ targets, findings }: CheckResult, color: boolean): string {
  const colors = pico.createColors(color);
  const paint = { critical: colors.red, unknown: colors.yellow, warning: colors.yellow, info: colors.green };
  const worst = worstSeverity(findings.map(({ severity }) => severity)) ?? 'info';
  const state = colors.bold(paint[worst](severityWords[worst]));
  const endpoints = targets.reduce((sum, { reports }) => sum + reports.length, 0);
  const found = severities.flatMap((severity) => count(findings, severity)).join(', ') || 'nothing found';
  return `${state} (exit code ${exitCodeOf(findings)}): ${endpoints} endpoint${endpoints === 1 ? '' : 's'}; ${found}`;
}

function count(findings: CheckResult['findings'], severity: Severity): readonly string[] {
  const number = findings.filter((finding) => finding.severity === severity).length;
  const plural = number > 1 && (severity === 'warning' || severity === 'info') ? 's' : '';
  return number === 0 ? [] : [`${number} ${nouns[severity]}${plural}`];
}
