import { readFileSync } from 'node:fs';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export interface Cost {
  /** Milliseconds of CPU time of this thread: in all, and in the longest turn of the event loop. */
  readonly milliseconds: number;
  readonly turn: number;
  /** What was returned. As long as it is there, it is held. */
  readonly result: unknown;
}

/**
 * Milliseconds of CPU time of this thread, so that other programs and threads do not count (proc(5), schedstat). The kernel may be a tick late
 * with it, which is four milliseconds at most.
 */
function threadTime(): number {
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
}

/** Does some work, and measures it turn by turn. */
export async function costOf(work: () => unknown): Promise<Cost> {
  const begun = threadTime();
  let [last, turn, isOver] = [begun, 0, false];
  const sample = (): void => {
    const now = threadTime();
    turn = Math.max(turn, now - last);
    last = now;
  };
  const next = (): void => {
    sample();
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  const result = await work();
  isOver = true;
  sample();
  return { milliseconds: last - begun, turn, result };
}

/** Bytes in use, buffers included, and what is garbage. */
export function heapNow(): number {
  const { used_heap_size: heap, external_memory: buffers } = getHeapStatistics();
  return heap + buffers;
}

/** Bytes in use after a collection of garbage. */
export function heldBytes(): number {
  collectGarbage();
  return heapNow();
}
