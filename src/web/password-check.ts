import { Worker } from 'node:worker_threads';
import type { Comparison } from './bcrypt-worker.js';

/** Compares passwords with bcrypt hashes, one at a time, in a thread that starts with the first comparison. */
export interface PasswordCheck {
  /** undefined: too many comparisons are waiting already. Rejects if the thread fails. */
  readonly matches: (password: string, hash: string) => Promise<boolean | undefined>;
  readonly close: () => Promise<void>;
}

interface Task extends Comparison {
  readonly resolve: (matches: boolean) => void;
  readonly reject: (error: Error) => void;
}

/**
 * bcrypt needs only a few kilobytes of tables, but Node's default limit is a share of the machine's memory. The thread does not load what
 * --import and NODE_OPTIONS load into this process (such as tracing agents), which would not fit into its memory.
 */
const threadOptions = {
  resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8 },
  execArgv: [],
  env: {},
};

export function createPasswordCheck(
  maxWaiting: number,
  script: URL = new URL('./bcrypt-worker.js', import.meta.url),
): PasswordCheck {
  const waiting: Task[] = [];
  let current: Task | undefined;
  let worker: Worker | undefined;

  const start = (): Worker => {
    const started = new Worker(script, threadOptions);
    started.on('message', (matches: boolean) => finish(({ resolve }) => resolve(matches)));
    started.on('error', (error: Error) => {
      worker = undefined;
      finish(({ reject }) => reject(error));
    });
    return started;
  };
  const finish = (settle: (task: Task) => void): void => {
    if (current) settle(current);
    current = undefined;
    next();
  };
  const next = (): void => {
    if (current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) {
      // An idle thread does not keep the process alive. A busy one does.
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    worker.postMessage({ password: current.password, hash: current.hash } satisfies Comparison);
  };

  return {
    matches: (password, hash) => {
      if (waiting.length >= maxWaiting) return Promise.resolve(undefined);
      return new Promise<boolean>((resolve, reject) => {
        waiting.push({ password, hash, resolve, reject });
        next();
      });
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
