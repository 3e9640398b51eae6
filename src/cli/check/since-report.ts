import type { Detail, Finding } from '../../findings/findings-of.js';
import { severityWords } from '../../findings/severity/severity.js';
import { printable } from '../../text/printable.js';
import { dateText, spanText } from '../../text/time-text.js';
import { wrap } from '../wrap.js';
import { checkFindings, type CheckFindingsOptions } from './findings-text.js';
import type { Change, ChangedFinding } from './since/change.js';
import { changeLine } from './since/change-line.js';
import { checkSummary } from './summary.js';
import type { CheckResult } from './result.js';

/** More lines than a person reads; JSON has all. */
const mostLines = 100;

/**
 * Prints what changed since a time, in Unix seconds: a line for each change, then each finding that is new or whose severity changed, as check
 * prints it, and the state now. Empty: nothing changed.
 */
export function sinceReport(
  result: CheckResult,
  changes: readonly Change[],
  since: number,
  options: CheckFindingsOptions,
): string {
  if (changes.length === 0) return '';
  const findings = changes.flatMap((change) => changedFindings(change, result.findings));
  return [
    `Changes since ${dateText(since)} UTC (${spanText(result.now - since)} before):`,
    linesOf(changes, options),
    checkFindings(findings, options),
    checkSummary(result, options.color),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function linesOf(changes: readonly Change[], { width, targets }: CheckFindingsOptions): string {
  const more = changes.length - mostLines;
  const lines = changes.slice(0, mostLines).map((change) => changeLine(change, targets));
  return [...lines, ...(more > 0 ? [`and ${more} more: --output json has all`] : [])]
    .map((line) => wrap(printable(line), Math.max(20, width - margin.length)).join(`\n${margin}`))
    .join('\n');
}

const margin = '  ';

/** The findings of now that a change is about, with the part that changed. */
function changedFindings(change: Change, findings: readonly Finding[]): readonly Finding[] {
  const { finding: changed, target, addresses, files } = change;
  if (changed?.severity === undefined) return [];
  const places = new Set([...addresses, ...files]);
  const isThere = (detail: Pick<Detail, 'addresses' | 'files'>): boolean =>
    places.size === 0 || placesOf(detail).some((place) => places.has(place));
  return findings
    .filter(({ id, severity, target: name }) => id === changed.id && severity === changed.severity && name === target)
    .map((finding) => ({
      ...finding,
      title: `${finding.title} (${changeWord(changed)})`,
      addresses: finding.addresses.filter((address) => places.has(address)),
      details: finding.details.filter((detail) => isThere(detail) && isAbout(detail, changed)).map(narrow),
    }));

  function narrow(detail: Detail): Detail {
    const { files: paths } = detail;
    return {
      ...detail,
      addresses: detail.addresses.filter((address) => places.has(address)),
      ...(paths && { files: paths.filter((path) => places.has(path)) }),
    };
  }
}

function placesOf({ addresses, files = [] }: Pick<Detail, 'addresses' | 'files'>): readonly string[] {
  return [...addresses, ...files];
}

function isAbout({ subjects = [] }: Detail, changed: ChangedFinding): boolean {
  if (subjects.length === 0 || changed.subjects.length === 0) return true;
  return subjects.some((subject) => changed.subjects.includes(subject));
}

function changeWord({ was, severity }: ChangedFinding): string {
  if (was === undefined) return 'new';
  return was === severity ? 'changed' : `was ${severityWords[was].finding.toUpperCase()}`;
}
