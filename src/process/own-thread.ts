import { Worker } from 'node:worker_threads';

/** Work that runs in a thread of its own, so that it holds nobody up. */
export interface OwnThread<Request, Answer> {
  /** Undefined: the thread failed, needed too long, or too many requests are waiting. Never rejects. */
  readonly ask: (request: Request) => Promise<Answer | undefined>;
  readonly close: () => Promise<void>;
}

export interface ThreadLimits {
  /** Milliseconds for each request. A thread that needs longer is ended. */
  readonly deadlineMs: number;
  /** Milliseconds. A thread that has had nothing to do for so long is ended. */
  readonly idleMs: number;
  readonly maxWaiting: number;
  /** MiB of its heap. A thread that needs more is ended. */
  readonly maxHeap: number;
}

interface Task<Request, Answer> {
  readonly request: Request;
  readonly settle: (answer: Answer | undefined) => void;
}

/**
 * Creates a thread that begins with the first request and answers one after the other: for each message, `script` posts one. The thread does
 * not load what --import and NODE_OPTIONS load into this process, and does not keep the process alive.
 */
export function createOwnThread<Request, Answer>(
  script: URL,
  { deadlineMs, idleMs, maxWaiting, maxHeap }: ThreadLimits,
): OwnThread<Request, Answer> {
  const waiting: Task<Request, Answer>[] = [];
  let current: Task<Request, Answer> | undefined;
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearTimeout(timer);
    const ended = worker;
    worker = undefined;
    ended?.removeAllListeners('message').removeAllListeners('exit');
    await ended?.terminate();
  };
  const settle = (answer: Answer | undefined): void => {
    clearTimeout(timer);
    current?.settle(answer);
    current = undefined;
    next();
  };
  const failed = (): void => {
    void end();
    settle(undefined);
  };
  const start = (): Worker => {
    const resourceLimits = { maxOldGenerationSizeMb: maxHeap, maxYoungGenerationSizeMb: 16 };
    const started = new Worker(script, { resourceLimits, execArgv: [], env: {} });
    // An error without a listener would end the process. The exit follows it.
    return started
      .on('message', settle)
      .on('error', () => undefined)
      .on('exit', failed);
  };
  const next = (): void => {
    if (current !== undefined) return;
    current = waiting.shift();
    timer = setTimeout(current === undefined ? () => void end() : failed, current === undefined ? idleMs : deadlineMs);
    if (current === undefined) {
      timer.unref();
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    worker.postMessage(current.request);
  };
  return {
    ask: (request) => {
      if (waiting.length >= maxWaiting) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting.push({ request, settle: resolve });
        if (current !== undefined) return;
        clearTimeout(timer);
        next();
      });
    },
    close: async () => {
      for (const task of waiting.splice(0)) task.settle(undefined);
      current?.settle(undefined);
      current = undefined;
      await end();
    },
  };
}
