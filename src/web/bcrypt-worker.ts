import { parentPort } from 'node:worker_threads';
import { compareSync } from 'bcryptjs';

/** A request to the worker, which answers with true or false. */
export interface Comparison {
  readonly password: string;
  readonly hash: string;
}

// A comparison blocks its thread for a tenth of a second or more, so it has its own thread.
parentPort?.on('message', ({ password, hash }: Comparison) => {
  parentPort?.postMessage(compareSync(password, hash));
});
