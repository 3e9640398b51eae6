import { isDeepStrictEqual } from 'node:util';
import type { Detail, Finding } from '../../findings/findings-of.js';
import { isNothingToDo } from '../../findings/remedies/remedy.js';
import { severityWords } from '../../findings/severity/severity.js';
import { createFindingWriter, type FindingOptions, type FindingWriter } from './finding-writer.js';
import { remedyLines } from './remedy-text.js';

export interface CheckFindingsOptions extends FindingOptions {
  /** Whether headings name the target of each finding. */
  readonly targets: boolean;
}

/** More than a person reads; JSON has all. */
const maxPlaces = 8;

/** Prints the findings as numbered paragraphs, each with its remedy. What an earlier finding has is not repeated. */
export function checkFindings(findings: readonly Finding[], options: CheckFindingsOptions): string {
  const write = createFindingWriter(options);
  return findings
    .map((finding, at) => {
      if (isNothingToDo(finding.remedy)) return briefLines(finding, at, options.targets, write).join('\n');
      const before = findings.slice(0, at);
      const earlier = before.findIndex((other) => hasSameRemedy(other, finding));
      const remedy =
        earlier === -1
          ? remedyLines(finding, before, write)
          : write.prose(`What to do: the same as for finding ${earlier + 1}.`, write.lead);
      return [...findingLines(finding, at, options.targets, write), ...remedy].join('\n');
    })
    .join('\n\n');
}

/** One line each, as a rule: what was observed says it all, and there is nothing to do for long. */
function briefLines(
  { severity, details, target }: Finding,
  at: number,
  targets: boolean,
  write: FindingWriter,
): readonly string[] {
  const texts = details.map(({ text }) => text).join('; ');
  return write.heading(at, `${wordOf(severity)}: ${texts}${suffix(target, targets)}`, severity);
}

function wordOf(severity: Finding['severity']): string {
  return severityWords[severity].finding.toUpperCase();
}

function suffix(target: string | undefined, targets: boolean): string {
  return targets && target !== undefined ? ` (${target})` : '';
}

/** What was observed, below the heading of the finding. */
export function findingLines(finding: Finding, at: number, targets: boolean, write: FindingWriter): readonly string[] {
  const { severity, title, target, details, names } = finding;
  return [
    ...write.heading(at, `${wordOf(severity)}: ${title}${suffix(target, targets)}`, severity),
    ...details.flatMap((detail) => [...write.prose(detailText(detail)), ...(detail.words ?? []).map(write.words)]),
    ...(finding.about === 'serving' && names.length > 0 ? write.prose(`Names: ${listText(names)}`, write.lead) : []),
  ];
}

function hasSameRemedy(other: Finding, { remedy, distributions }: Finding): boolean {
  return isDeepStrictEqual(other.remedy, remedy) && isDeepStrictEqual(other.distributions, distributions);
}

function detailText({ addresses, files = [], text }: Detail): string {
  const places = [...addresses, ...files];
  if (places.length === 0) return text;
  return `${listText(places)}: ${text}`;
}

/** The first items, and how many more there are. */
export function listText(items: readonly string[], most = maxPlaces): string {
  const more = items.length - most;
  return `${items.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
