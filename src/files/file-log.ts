import type { FileReport } from './file-report.js';

/** The part of a logger that is needed here. */
export interface FileLogger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
}

/** Called after each reading of the files. Logs a line for each file whose outcome changed, and none while it stays. */
export function createFileLog(log: FileLogger): (files: readonly FileReport[]) => void {
  let before: ReadonlyMap<string, string> = new Map();
  return (files) => {
    const now = new Map(files.map(({ path, outcome }) => [path, keyOf(outcome)]));
    for (const { path, outcome } of files) {
      if (keyOf(outcome) === (before.get(path) ?? 'read')) continue;
      if (outcome.state === 'read') log.info({ path }, 'certificates of a file can be read again');
      else if (outcome.state === 'skipped') log.info({ path }, 'file skipped: it has a key and no certificate');
      else log.warn({ path, reason: outcome.reason, detail: outcome.message }, 'certificates of a file cannot be read');
    }
    before = now;
  };
}

function keyOf(outcome: FileReport['outcome']): string {
  return outcome.state === 'failed' ? outcome.reason : outcome.state;
}
