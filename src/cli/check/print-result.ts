import type { WriteFile } from '../../document/write-whole.js';
import { type ExitCode, exitCodeOf, exitCodes } from '../../findings/severity/severity.js';
import { printable } from '../../text/printable.js';
import { dateText } from '../../text/time-text.js';
import type { Io } from '../io.js';
import type { CheckOptions } from './command.js';
import { checkJson, checkValue } from './json.js';
import { checkReport, proseOptions, type ReportOptions } from './report.js';
import type { CheckResult } from './result.js';
import type { Change } from './since/change.js';
import { changesAfter, type Earlier } from './since/earlier.js';
import { sinceJson } from './since/since-json.js';
import { snapshotOf } from './since/snapshot.js';
import { sinceReport } from './since-report.js';
import { checkSummary } from './summary.js';

export interface PrintOptions extends ReportOptions {
  readonly writeFile: WriteFile;
  /** Whether a person watches stderr. */
  readonly isWatched: boolean;
}

/**
 * Prints a result, or what changed in it since an earlier check (undefined: it is not compared), and saves it where --save says so: after it is
 * printed, so that what could not be printed is not lost. Returns the exit code of the worst finding. If the result cannot be compared, prints
 * and saves nothing, and returns 3. If it cannot be saved, returns 3, or 2 if something is critical.
 */
export async function printResult(
  { result, earlier, options }: { result: CheckResult; earlier: Earlier | undefined; options: CheckOptions },
  io: Io,
  print: PrintOptions,
): Promise<ExitCode> {
  const compared = earlier && changesAfter(earlier, snapshotOf(checkValue(result)));
  if (compared?.ok === false) {
    io.stderr(`${printable(compared.problem)}\n`);
    return exitCodes.unknown;
  }
  const text = textOf(result, earlier && { earlier, changes: compared?.value ?? [] }, options.output, print);
  if (text !== '') io.stdout(`${text}\n`);
  else if (print.isWatched) io.stderr(`${unchangedLine(result, earlier)}\n`);
  return await saved({ result, file: options.save }, io, print.writeFile);
}

/** Returns the exit code, which also says whether the result could be saved. */
async function saved(
  { result, file }: { readonly result: CheckResult; readonly file: string | undefined },
  { stderr }: Io,
  writeFile: WriteFile,
): Promise<ExitCode> {
  const state = exitCodeOf(result.findings);
  const problem = file === undefined ? undefined : await writeFile(file, `${checkJson(result)}\n`);
  if (file === undefined || problem === undefined) return state;
  stderr(`${printable(`--save ${file}: ${problem}`)}\n`);
  return state === exitCodes.critical ? state : exitCodes.unknown;
}

interface Compared {
  readonly earlier: Earlier;
  readonly changes: readonly Change[];
}

/** Empty: nothing changed. */
function textOf(
  result: CheckResult,
  compared: Compared | undefined,
  output: CheckOptions['output'],
  print: ReportOptions,
): string {
  const prose = proseOptions(result, print);
  if (output === 'json')
    return checkJson(result, compared && sinceJson(compared.earlier, compared.changes, prose.targets));
  if (compared === undefined) return checkReport(result, print);
  const { file, snapshot } = compared.earlier;
  if (snapshot !== undefined) return sinceReport(result, compared.changes, snapshot.observedAt, prose);
  return `First check, because ${printable(file)} does not exist: everything is new.\n\n${checkReport(result, print)}`;
}

/** On a terminal, silence could mean anything. */
function unchangedLine(result: CheckResult, earlier: Earlier | undefined): string {
  const time = earlier?.snapshot?.observedAt;
  return `Nothing has changed${time === undefined ? '' : ` since ${dateText(time)} UTC`}. ${checkSummary(result, false)}`;
}
