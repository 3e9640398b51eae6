export interface SinceOptions {
  /** The JSON of an earlier check, to print only what changed; undefined: print all. */
  readonly since: string | undefined;
  /** Where to write the JSON of this check; undefined: nowhere. */
  readonly save: string | undefined;
}

/** Print all, and save nothing. */
export const noComparison: SinceOptions = { since: undefined, save: undefined };

/** What --help says. */
export const sinceHelp = {
  since:
    'print only what changed since the check whose JSON this is (by --save or --output json): nothing if nothing did; the exit code stays that of the state now (default: print all)',
  save: 'write the JSON of this check, as a whole or not at all; it may be the file of --since, which then need not exist yet: for cron (default: write nothing)',
} as const satisfies Record<keyof SinceOptions, string>;
