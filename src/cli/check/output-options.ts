export const checkOutputs = ['table', 'json', 'nagios', 'openmetrics', 'plan', 'ics'] as const;

export type CheckOutput = (typeof checkOutputs)[number];

export interface OutputOptions {
  readonly output: CheckOutput;
  /** Where to write the output; undefined: to stdout. */
  readonly outputFile: string | undefined;
}

/** What --help says. */
export const outputFileHelp =
  'write the output to this file, as a whole or not at all, and nothing to stdout: for the textfile collector of node_exporter (default: print it)';
