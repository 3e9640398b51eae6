import { Worker } from 'node:worker_threads';
import type { Comparison } from './bcrypt-worker.js';
import { ownScript } from '../own-files/read-own.js';
import { createFairQueue, type FairQueueLimits } from './fair-queue.js';

/** Compares passwords with bcrypt hashes, one at a time, in a thread that starts with the first comparison. */
export interface PasswordCheck {
  /** undefined: too many comparisons are waiting already. Rejects if the thread fails. */
  readonly matches: (password: string, hash: string, client: LoginClient) => Promise<boolean | undefined>;
  readonly close: () => Promise<void>;
}

/** For whom a comparison is made. */
export interface LoginClient {
  readonly network: string;
  /** Whether a login from there has succeeded before. */
  readonly known: boolean;
}

interface Task extends Comparison {
  readonly resolve: (matches: boolean | undefined) => void;
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

/** `limits` holds for clients that are known, and again for those that are not. */
export function createPasswordCheck(
  limits: FairQueueLimits,
  script: () => URL = () => ownScript('web/bcrypt-worker.js'),
): PasswordCheck {
  const waiting = createWaiting(limits);
  let current: Task | undefined;
  let worker: Worker | undefined;

  const start = (): Worker => {
    const started = new Worker(script(), threadOptions);
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
    matches: (password, hash, client) =>
      new Promise<boolean | undefined>((resolve, reject) => {
        waiting.push(client, { password, hash, resolve, reject })?.resolve(undefined);
        next();
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}

interface Waiting {
  readonly push: (client: LoginClient, task: Task) => Task | undefined;
  readonly shift: () => Task | undefined;
}

/** Known clients and strangers take turns, so that no number of strangers keeps a known one out. */
function createWaiting(limits: FairQueueLimits): Waiting {
  const known = createFairQueue<Task>(limits);
  const strangers = createFairQueue<Task>(limits);
  let [first, second] = [known, strangers];
  return {
    push: (client, task) => (client.known ? known : strangers).push(client.network, task),
    shift: () => {
      const task = first.shift();
      if (task === undefined) return second.shift();
      [first, second] = [second, first];
      return task;
    },
  };
}
