import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between an undefined answer and the next call. */
const pause = 100;

/**
 * Calls `ask` until its result is not undefined, one call at a time. Rejects after `seconds` with `what` and, if the last call failed, with
 * its error as the cause.
 */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let cause: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(pause);
  } while (performance.now() < end);
  throw new Error(`not within ${seconds} s: ${what}`, { cause });
}
