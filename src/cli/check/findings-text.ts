import { isDeepStrictEqual } from 'node:util';
import type { Detail, Finding } from '../../findings/findings-of.js';
import { type CommandLines, isProcedure, type Procedure } from '../../findings/procedures/procedure.js';
import { choiceText, chooseProcedures, isNothingToDo, namesOfOthers } from '../../findings/remedies/remedy.js';
import { severityWords } from '../../findings/severity/severity.js';
import { printable } from '../../text/printable.js';
import { wrap } from '../wrap.js';
import { createPainter, type Paint, type Painter, same } from './painter.js';

export interface CheckFindingsOptions {
  readonly color: boolean;
  /** Columns for prose. CommandLines are never broken, because people copy them. */
  readonly width: number;
  /** Whether headings name the target of each finding. */
  readonly targets: boolean;
}

/** More than a person reads; JSON has all. */
const maxPlaces = 8;
/** A procedure that is cut would be of no use, so this is beyond the longest one that is not made longer by a hostile certificate. */
const maxLines = 400;

/** More lines of the way back, which few people need, are shown elsewhere. */
const mostBack = 6;

const margin = '   ';

/** Prints the findings as numbered paragraphs, each with its remedy. What an earlier finding has is not repeated. */
export function checkFindings(findings: readonly Finding[], options: CheckFindingsOptions): string {
  const painter = createPainter(options.color);
  const width = Math.max(20, options.width - margin.length);
  const write: Writer = {
    ...painter,
    prose: (text, paint = same) =>
      wrap(printable(text), width).map((line, row) => `${margin}${row ? line : paint(line)}`),
    words: (text) => `${margin}  ${printable(text)}`,
    code: (line) => `${margin}  ${painter.comment(printable(line))}`,
  };
  return findings
    .map((finding, at) => {
      if (isNothingToDo(finding.remedy)) return briefLines(finding, `${at + 1}.`, options.targets, write).join('\n');
      const before = findings.slice(0, at);
      const earlier = before.findIndex((other) => hasSameRemedy(other, finding));
      const remedy =
        earlier === -1
          ? remedyLines(finding, before, write)
          : write.prose(`What to do: the same as for finding ${earlier + 1}.`, write.lead);
      return [...findingLines(finding, `${at + 1}.`, options.targets, write), ...remedy].join('\n');
    })
    .join('\n\n');
}

/** One line each, as a rule: what was observed says it all, and there is nothing to do for long. */
function briefLines(
  { severity, details, target }: Finding,
  number: string,
  targets: boolean,
  write: Writer,
): readonly string[] {
  const word = severityWords[severity].finding.toUpperCase();
  const texts = details.map(({ text }) => text).join('; ');
  const [line = '', ...rest] = write.prose(`${word}: ${texts}${suffix(target, targets)}`, (text) =>
    write.severity(text, severity),
  );
  return [number.padEnd(margin.length) + line.trimStart(), ...rest];
}

function suffix(target: string | undefined, targets: boolean): string {
  return targets && target !== undefined ? ` (${target})` : '';
}

function findingLines(finding: Finding, number: string, targets: boolean, write: Writer): readonly string[] {
  const { severity, title, target, details, names } = finding;
  const heading = `${severityWords[severity].finding.toUpperCase()}: ${title}${suffix(target, targets)}`;
  const [line = '', ...rest] = write.prose(heading, (text) => write.severity(text, severity));
  return [
    number.padEnd(margin.length) + line.trimStart(),
    ...rest,
    ...details.flatMap((detail) => [...write.prose(detailText(detail)), ...(detail.words ?? []).map(write.words)]),
    ...(finding.about === 'serving' && names.length > 0 ? write.prose(`Names: ${listText(names)}`, write.lead) : []),
  ];
}

function listText(items: readonly string[]): string {
  const more = items.length - maxPlaces;
  return `${items.slice(0, maxPlaces).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function hasSameRemedy(other: Finding, { remedy, distributions }: Finding): boolean {
  return isDeepStrictEqual(other.remedy, remedy) && isDeepStrictEqual(other.distributions, distributions);
}

function hasSameProcedures(other: Finding, { remedy, distributions }: Finding): boolean {
  return (
    isDeepStrictEqual(other.remedy.procedures, remedy.procedures) &&
    isDeepStrictEqual(other.distributions, distributions)
  );
}

function detailText({ addresses, files = [], text }: Detail): string {
  const places = [...addresses, ...files];
  if (places.length === 0) return text;
  return `${listText(places)}: ${text}`;
}

function remedyLines(finding: Finding, before: readonly Finding[], write: Writer): readonly string[] {
  const { advice, beware, procedures } = finding.remedy;
  const earlier = procedures.length === 0 ? -1 : before.findIndex((other) => hasSameProcedures(other, finding));
  return [
    ...advice.flatMap((text) => write.prose(`What to do: ${text}`, write.lead)),
    ...beware.flatMap((text) => write.prose(`Beware: ${text}`, write.lead)),
    ...(earlier === -1
      ? allCommands(finding, write)
      : write.prose(`Commands: the same as for finding ${earlier + 1}.`, write.lead)),
  ];
}

function allCommands({ remedy, distributions }: Finding, write: Writer): readonly string[] {
  const chosen = chooseProcedures(remedy, distributions);
  const others = namesOfOthers(chosen);
  const choice = choiceText(chosen.shown);
  return [
    ...(choice === undefined ? [] : ['', ...write.prose(choice)]),
    ...chosen.shown.flatMap((procedure) => procedureLines(procedure, write)),
    ...(others === ''
      ? []
      : ['', ...write.prose(`check --control-plane KIND and docs/procedures have the commands for ${others}.`)]),
  ];
}

function procedureLines(procedure: CommandLines | Procedure, write: Writer): readonly string[] {
  const { lines } = procedure;
  const more = lines.length - maxLines;
  const shown = more > 0 ? [...lines.slice(0, maxLines), `# … ${more} more lines: see --output json`] : lines;
  return [
    ...introduction(procedure, write),
    ...shown.map(write.code),
    ...(isProcedure(procedure) ? afterwards(procedure, write) : []),
  ];
}

function introduction(commands: CommandLines | Procedure, write: Writer): readonly string[] {
  const label = commands.distributions.length > 0 ? `${labelOf(commands)}${stageOf(commands)}:` : '';
  const care = isProcedure(commands) ? `${commands.touches} ${commands.takes}` : '';
  return label === '' && care === '' ? [] : ['', ...write.prose(`${label} ${care}`.trim(), write.lead)];
}

function stageOf(commands: CommandLines | Procedure): string {
  return isProcedure(commands) && commands.stage !== undefined ? `, ${commands.stage}` : '';
}

function afterwards({ worked, back }: Procedure, write: Writer): readonly string[] {
  const wayBack =
    back.length > mostBack
      ? write.prose(
          `The way back: ${back.length} lines, on the status page, in --output json and in docs/procedures.`,
          write.lead,
        )
      : [...write.prose('The way back:', write.lead), ...back.map(write.code)];
  return [...write.prose(`It worked: ${worked}`, write.lead), ...wayBack];
}

function labelOf({ distributions }: CommandLines): string {
  return new Intl.ListFormat('en').format(distributions);
}

interface Writer extends Painter {
  /** Wrapped text; `paint` is for its first line. */
  readonly prose: (text: string, paint?: Paint) => readonly string[];
  /** What Go says is never broken, because people search for it as kubectl prints it. */
  readonly words: Paint;
  readonly code: Paint;
}
