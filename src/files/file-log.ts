import type { FileReport } from './file-report.js';

/** The part of a logger that is needed here. */
export interface FileLogger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
}

/** What the log knows of a file. Readings are counted from 1. */
interface Known {
  /** The outcome of the last line; `read` before the first. */
  readonly logged: string;
  readonly current: string;
  /** The reading since which the file has this outcome, and the last one in which it had any. */
  readonly since: number;
  readonly last: number;
  /** Outcomes that were logged since the last one that stayed. The closed list of reasons bounds them. */
  readonly said: readonly string[];
}

/** An outcome stays if it was the same in so many readings. A file that is not among so many is forgotten. */
const settled = 10;

/**
 * Called after each reading of the files. Logs a line for each file whose outcome changed, and none while it stays. Outcomes that take turns,
 * as those of a file that is rewritten all the time, are logged once each, and then only when one of them stays.
 */
export function createFileLog(log: FileLogger): (files: readonly FileReport[]) => void {
  let known: ReadonlyMap<string, Known> = new Map();
  let reading = 0;
  return (files) => {
    reading += 1;
    const now = new Map([...known].filter(([, { last }]) => reading - last <= settled));
    for (const file of files) {
      const before = known.get(file.path);
      const next = follow(before, keyOf(file.outcome), reading);
      if (next.logged !== (before?.logged ?? 'read')) write(log, file);
      now.set(file.path, next);
    }
    known = now;
  };
}

function follow(before: Known | undefined, key: string, reading: number): Known {
  const { logged, current, since, said }: Omit<Known, 'last'> = before ?? {
    logged: 'read',
    current: key,
    since: reading,
    said: [],
  };
  const began = key === current ? since : reading;
  const stays = reading - began >= settled;
  const logs = key !== logged && (stays || !said.includes(key));
  return {
    ...{ logged: logs ? key : logged, current: key, since: began, last: reading },
    said: stays ? [] : logs ? [...said, key] : said,
  };
}

function write(log: FileLogger, { path, outcome }: FileReport): void {
  if (outcome.state === 'read') log.info({ path }, 'certificates of a file can be read again');
  else if (outcome.state === 'skipped') log.info({ path }, 'file skipped: it has a key and no certificate');
  else log.warn({ path, reason: outcome.reason, detail: outcome.message }, 'certificates of a file cannot be read');
}

function keyOf(outcome: FileReport['outcome']): string {
  return outcome.state === 'failed' ? outcome.reason : outcome.state;
}
