import type { Clock } from './clock.js';

/** A moment on the monotonic clock, in milliseconds, by which the work must end. */
export type Deadline = number;

/** Returns the earlier of the outer deadline and `seconds` from now. */
export function deadlineIn(seconds: number, clock: Clock, outer: Deadline = Infinity): Deadline {
  return Math.min(outer, clock.monotonic() + seconds * 1000);
}

/** Returns the deadline of work that leaves half of the time to what comes after it. */
export function halfway(deadline: Deadline, clock: Clock): Deadline {
  const now = clock.monotonic();
  return now + (deadline - now) / 2;
}

/** Calls `expire` at the deadline, never before it, or at once if it has passed. Returns a function that cancels this. */
export function onDeadline(deadline: Deadline, clock: Clock, expire: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    // setTimeout fires at once for more than 2^31 - 1 ms.
    timer = setTimeout(check, Math.min(Math.max(0, deadline - clock.monotonic()), 2 ** 31 - 1));
  };
  // Node's timers may fire a millisecond early. Then `expire` would find that there is time left.
  const check = (): void => (clock.monotonic() < deadline ? wait() : expire());
  wait();
  return () => clearTimeout(timer);
}

/** Returns the result of the promise, or `late` if the deadline comes first. The promise is then left to run. */
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
