import { type ExitCode, exitCodes } from '../../findings/severity/severity.js';
import { printable } from '../../text/printable.js';
import type { Io } from '../io.js';
import { unknownLine } from './nagios/unknown-line.js';
import type { OutputOptions } from './output-options.js';

/**
 * Prints why a check cannot begin, one line for each problem, and returns 3. A monitoring server sees only stdout, so there is a line there
 * as well. No file is written: whoever reads it sees by its age that there was no check.
 */
export function refuseCheck(
  problems: readonly string[],
  { output, outputFile }: OutputOptions,
  { stdout, stderr }: Io,
): ExitCode {
  for (const problem of problems) stderr(`${printable(problem)}\n`);
  if (output === 'nagios' && outputFile === undefined) stdout(`${unknownLine(problems)}\n`);
  return exitCodes.unknown;
}
