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
export function createOwnThread<Request, Answer>(script: () => URL, limits: ThreadLimits): OwnThread<Request, Answer> {
  const thread = new Thread<Request, Answer>(script, limits);
  return { ask: (request) => thread.ask(request), close: () => thread.close() };
}

class Thread<Request, Answer> implements OwnThread<Request, Answer> {
  readonly #waiting: Task<Request, Answer>[] = [];
  #current: Task<Request, Answer> | undefined;
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly script: () => URL,
    readonly limits: ThreadLimits,
  ) {}

  ask(request: Request): Promise<Answer | undefined> {
    if (this.#waiting.length >= this.limits.maxWaiting) return Promise.resolve(undefined);
    return new Promise((settle) => {
      this.#waiting.push({ request, settle });
      if (this.#current === undefined) this.#next();
    });
  }

  async close(): Promise<void> {
    for (const { settle } of this.#waiting.splice(0)) settle(undefined);
    this.#current?.settle(undefined);
    this.#current = undefined;
    await this.#end();
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#current = this.#waiting.shift();
    if (this.#current === undefined) {
      this.#timer = setTimeout(() => void this.#end(), this.limits.idleMs).unref();
      this.#worker?.unref();
      return;
    }
    this.#timer = setTimeout(() => this.#fail(), this.limits.deadlineMs);
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(this.#current.request);
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: this.limits.maxHeap, maxYoungGenerationSizeMb: 16 };
    const worker = new Worker(this.script(), { resourceLimits, execArgv: [], env: {} });
    worker.on('message', (answer: Answer | undefined) => this.#settle(answer));
    // An error without a listener would end the process. The exit follows it.
    worker.on('error', () => undefined);
    return worker.on('exit', () => this.#fail());
  }

  #settle(answer: Answer | undefined): void {
    this.#current?.settle(answer);
    this.#next();
  }

  #fail(): void {
    void this.#end();
    this.#settle(undefined);
  }

  async #end(): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.removeAllListeners('message').removeAllListeners('exit').terminate();
  }
}
