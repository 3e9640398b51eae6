import type { Clock } from './clock.js';

/** A moment of the monotonic clock, in milliseconds, by which the work must have ended. */
export type Deadline = number;

/** The earlier of the outer deadline and `seconds` from now. */
export function deadlineIn(seconds: number, clock: Clock, outer: Deadline = Infinity): Deadline {
  return Math.min(outer, clock.monotonic() + seconds * 1000);
}

/** Calls `expire` at the deadline, at once where it has passed; returns how to call that off. */
export function onDeadline(deadline: Deadline, clock: Clock, expire: () => void): () => void {
  // setTimeout fires at once for more than 2^31 - 1 ms.
  const timer = setTimeout(expire, Math.min(Math.max(0, deadline - clock.monotonic()), 2 ** 31 - 1));
  return () => clearTimeout(timer);
}

/** What the promise gives, or `late` when the deadline comes first. The promise is left to itself then. */
export async function within<T, L>(deadline: Deadline, clock: Clock, promise: Promise<T>, late: L): Promise<T | L> {
  let cancel = (): void => undefined;
  const expired = new Promise<L>((resolve) => {
    cancel = onDeadline(deadline, clock, () => resolve(late));
  });
  try {
    return await Promise.race([promise, expired]);
  } finally {
    cancel();
  }
}
