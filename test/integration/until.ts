import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between an answer that will not do and the next question. */
const pause = 100;

/**
 * Asks until an answer is not undefined, one question at a time. Rejects after `seconds` with what was waited for and, where the last
 * question failed, with its error as the cause.
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
