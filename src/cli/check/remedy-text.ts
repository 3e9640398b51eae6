import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../../findings/findings-of.js';
import { type CommandLines, isProcedure, type Procedure } from '../../findings/procedures/procedure.js';
import { choiceText, chooseProcedures, namesOfOthers } from '../../findings/remedies/remedy.js';
import type { FindingWriter } from './finding-writer.js';

/** A procedure that is cut would be of no use, so this is beyond the longest one that is not made longer by a hostile certificate. */
const maxLines = 400;

/** More lines of the way back, which few people need, are shown elsewhere. */
const mostBack = 6;

/** What to do about a finding, with its commands. Those that a finding before it has are not repeated. */
export function remedyLines(finding: Finding, before: readonly Finding[], write: FindingWriter): readonly string[] {
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

function hasSameProcedures(other: Finding, { remedy, distributions }: Finding): boolean {
  return (
    isDeepStrictEqual(other.remedy.procedures, remedy.procedures) &&
    isDeepStrictEqual(other.distributions, distributions)
  );
}

function allCommands({ remedy, distributions }: Finding, write: FindingWriter): readonly string[] {
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

function procedureLines(procedure: CommandLines | Procedure, write: FindingWriter): readonly string[] {
  const { lines } = procedure;
  const more = lines.length - maxLines;
  const shown = more > 0 ? [...lines.slice(0, maxLines), `# … ${more} more lines: see --output json`] : lines;
  return [
    ...introduction(procedure, write),
    ...shown.map(write.code),
    ...(isProcedure(procedure) ? afterwards(procedure, write) : []),
  ];
}

function introduction(commands: CommandLines | Procedure, write: FindingWriter): readonly string[] {
  const label = commands.distributions.length > 0 ? `${labelOf(commands)}${stageOf(commands)}:` : '';
  const care = isProcedure(commands) ? `${commands.touches} ${commands.takes}` : '';
  return label === '' && care === '' ? [] : ['', ...write.prose(`${label} ${care}`.trim(), write.lead)];
}

function stageOf(commands: CommandLines | Procedure): string {
  return isProcedure(commands) && commands.stage !== undefined ? `, ${commands.stage}` : '';
}

function afterwards({ worked, back }: Procedure, write: FindingWriter): readonly string[] {
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
