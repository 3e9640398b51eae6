import type { WriteFile } from '../../document/write-whole.js';
import { type ExitCode, exitCodeOf, exitCodes } from '../../findings/severity/severity.js';
import { printable, printableLines } from '../../text/printable.js';
import { dateText } from '../../text/time-text.js';
import type { Io } from '../io.js';
import type { CheckOptions } from './command.js';
import { checkJson, checkValue } from './json.js';
import { checkMetrics } from './check-metrics.js';
import { nagiosLine } from './nagios/nagios-line.js';
import { refuseCheck } from './refuse-check.js';
import { checkReport, proseOptions, type ReportOptions } from './report.js';
import type { CheckResult } from './result.js';
import type { Change } from './since/change.js';
import { changesAfter, type Earlier } from './since/earlier.js';
import { sinceJson } from './since/since-json.js';
import { snapshotOf } from './since/snapshot.js';
import { sinceReport } from './since-report.js';
import { checkCounts, checkSummary } from './summary.js';

export interface PrintOptions extends ReportOptions {
  readonly writeFile: WriteFile;
  /** Whether a person watches stderr. */
  readonly isWatched: boolean;
}

/**
 * Prints a result, or what changed in it since an earlier check (undefined: it is not compared), and saves it where --save says so: after it is
 * printed, so that what could not be printed is not lost. Returns the exit code of the worst finding. If the result cannot be compared, prints
 * and saves nothing, and returns 3. If it cannot be written or saved, returns 3, or 2 if something is critical.
 */
export async function printResult(
  { result, earlier, options }: { result: CheckResult; earlier: Earlier | undefined; options: CheckOptions },
  io: Io,
  print: PrintOptions,
): Promise<ExitCode> {
  const compared = earlier && changesAfter(earlier, snapshotOf(checkValue(result)));
  if (compared?.ok === false) return refuseCheck([compared.problem], options, io);
  const changes = earlier && { earlier, changes: compared?.value ?? [] };
  const layout = { ...print, all: options.all, color: print.color && options.outputFile === undefined };
  const text = await textOf(result, changes, options.output, layout);
  if (text === '' && print.isWatched) io.stderr(`${unchangedLine(result, earlier)}\n`);
  return await deliver({ result, parts: linesOf(text, lineEnds[options.output]), options }, io, print.writeFile);
}

/** A whole text, or its parts. */
type Text = string | Iterable<string>;

/** The parts of the text and its line end; none if it is empty. */
function* linesOf(text: Text, lineEnd = '\n'): Generator<string> {
  if (text === '') return;
  for (const part of typeof text === 'string' ? [text] : text) yield part;
  yield lineEnd;
}

/** A calendar has all its line ends already. */
const lineEnds: Readonly<Partial<Record<CheckOptions['output'], string>>> = { ics: '' };

interface Delivery {
  readonly result: CheckResult;
  readonly parts: Iterable<string>;
  readonly options: CheckOptions;
}

/** Prints the output, or writes it to its file, then saves the result. Returns the exit code, which also says whether that was possible. */
async function deliver({ result, parts, options }: Delivery, io: Io, writeFile: WriteFile): Promise<ExitCode> {
  const { outputFile, save } = options;
  const problem =
    (await output(parts, outputFile, io, writeFile)) ??
    (save === undefined ? undefined : await written('--save', writeFile(save, linesOf(checkJson(result))), save));
  const state = exitCodeOf(result.findings);
  if (problem === undefined) return state;
  io.stderr(`${printable(problem)}\n`);
  return state === exitCodes.critical ? state : exitCodes.unknown;
}

/** So that the user of node_exporter can read it, whatever the umask of a timer's service is. */
const outputMode = 0o644;

/** Prints the output, or writes it to a file. Returns what went wrong. */
async function output(
  parts: Iterable<string>,
  file: string | undefined,
  { stdout }: Io,
  writeFile: WriteFile,
): Promise<string | undefined> {
  if (file !== undefined)
    return await written('--output-file', writeFile(file, printableParts(parts), outputMode), file);
  for (const part of parts) stdout(part);
  return undefined;
}

function* printableParts(parts: Iterable<string>): Generator<string> {
  for (const part of parts) yield printableLines(part);
}

async function written(option: string, writing: ReturnType<WriteFile>, file: string): Promise<string | undefined> {
  const problem = await writing;
  return problem && `${option} ${file}: ${problem}`;
}

interface Compared {
  readonly earlier: Earlier;
  readonly changes: readonly Change[];
}

/** Without the last line end. Empty: nothing changed. */
async function textOf(
  result: CheckResult,
  compared: Compared | undefined,
  output: CheckOptions['output'],
  print: ReportOptions,
): Promise<Text> {
  const prose = proseOptions(result, print);
  if (output === 'nagios') return nagiosLine(result, checkCounts(result));
  if (output === 'openmetrics') return await checkMetrics(result);
  if (output === 'json')
    return checkJson(result, compared && sinceJson(compared.earlier, compared.changes, prose.targets));
  if (output === 'plan' || output === 'ics') return await planOf(result, output, { ...print, width: prose.width });
  if (compared === undefined) return checkReport(result, print);
  const { file, snapshot } = compared.earlier;
  if (snapshot !== undefined) return sinceReport(result, compared.changes, snapshot.observedAt, prose);
  return `First check, because ${printable(file)} does not exist: everything is new.\n\n${checkReport(result, print)}`;
}

/** What is to be done within a year. Loaded only if it is asked for. */
async function planOf(
  result: CheckResult,
  output: 'plan' | 'ics',
  { color, width, all = false }: ReportOptions,
): Promise<string> {
  const { yearPlan } = await import('../../plan/year-plan.js');
  const plan = yearPlan({ reports: result.targets, evidence: result }, result.now);
  if (output === 'ics') return (await import('../../plan/plan-calendar.js')).planCalendar(plan);
  const { planText } = await import('./plan-text.js');
  const parts = [
    planText(plan, { color, width, all }),
    // The exit code is that of all findings.
    ...(exitCodeOf(result.findings) === exitCodes.info
      ? []
      : ['A plan is of ends: --output table has all that is wrong now.']),
    checkSummary(result, color),
  ];
  return parts.join('\n\n');
}

/** On a terminal, silence could mean anything. */
function unchangedLine(result: CheckResult, earlier: Earlier | undefined): string {
  const time = earlier?.snapshot?.observedAt;
  return `Nothing has changed${time === undefined ? '' : ` since ${dateText(time)} UTC`}. ${checkSummary(result, false)}`;
}
