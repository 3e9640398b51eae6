import { setTimeout as delay } from 'node:timers/promises';

/** How many times the seconds that an idle machine may take a slow one may take. Limits end what hangs, and judge nothing. */
export const patience = 3;

/** Milliseconds between an undefined answer and the next call. */
const pause = 100;

/**
 * Calls `ask` until its result is not undefined, one call at a time. Rejects after `seconds`, or the same of a slow machine, with `what` and, if the last call failed, with
 * its error as the cause.
 */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + seconds * patience * 1000;
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
  throw new Error(`not within ${seconds * patience} s: ${what}`, { cause });
}
