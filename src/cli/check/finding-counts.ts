import type { Finding } from '../../findings/findings-of.js';
import { severities, type Severity, severityWords } from '../../findings/severity/severity.js';
import { countText } from '../../text/count-text.js';

/** Counts findings in words, the worst first: `2 critical, 1 warning`. Empty: there are none. */
export function findingCounts(findings: readonly Pick<Finding, 'severity'>[], of: readonly Severity[] = severities) {
  return of.flatMap((severity) => count(findings, severity)).join(', ');
}

function count(findings: readonly Pick<Finding, 'severity'>[], severity: Severity): readonly string[] {
  const number = findings.filter((finding) => finding.severity === severity).length;
  if (number === 0) return [];
  const word = severityWords[severity].finding;
  const countable = severity === 'warning' || severity === 'info';
  return [countable ? countText(number, word) : `${number} ${word}`];
}
