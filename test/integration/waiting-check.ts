import { join } from 'node:path';
import { startInBackground } from './background-process.js';
import { exporterCommand } from './exporter.js';
import { until } from './until.js';

interface WaitingCheck {
  /** Resolves once it says this. */
  readonly says: (text: string) => Promise<unknown>;
  /** Resolves with all that it wrote, when it has ended. The last line is its exit code. */
  readonly end: () => Promise<string>;
}

let started = 0;

/** Starts `check` with these arguments, as a shell does. */
export async function startWaitingCheck(folder: string, ...args: readonly string[]): Promise<WaitingCheck> {
  started += 1;
  const shell = ['sh', '-c', '"$@"; echo "exit code $?"', 'sh'];
  const check = await startInBackground(
    [...shell, ...exporterCommand, 'check', ...args],
    join(folder, `wait-${started}.log`),
  );
  return {
    says: (text) => until(`the wait says ${text}`, 20, () => check.log().includes(text) || undefined),
    end: async () => {
      await until('the wait has ended', 90, () => check.hasEnded() || undefined);
      return check.log();
    },
  };
}
