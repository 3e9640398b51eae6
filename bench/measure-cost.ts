import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export interface Cost {
  /** Milliseconds of CPU time of this thread. */
  readonly milliseconds: number;
  /** What was returned. As long as it is there, it is held. */
  readonly result: unknown;
}

/** Milliseconds of CPU time of this thread, so that other programs and threads do not count (proc(5), schedstat). */
export function threadTime(): number {
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
}

export async function costOf(work: () => unknown): Promise<Cost> {
  const begun = threadTime();
  const result = await work();
  return { milliseconds: threadTime() - begun, result };
}

/** Bytes in use, buffers included, and what is garbage. */
export function heapNow(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes in use after a collection of garbage. */
export function heldBytes(): number {
  collectGarbage();
  return heapNow();
}
