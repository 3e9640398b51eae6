import type { Clock } from './clock.js';
import { ownTurn } from './own-turn.js';

/** Milliseconds after which others have their turn. */
const longest = 15;

/** Takes steps until the last one, which returns the result. Between them, others have turns of the event loop. */
export async function inTurns<Result>(
  steps: Generator<undefined, Result>,
  { monotonic }: Pick<Clock, 'monotonic'>,
): Promise<Result> {
  let begun = monotonic();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (monotonic() - begun < longest) continue;
    await ownTurn();
    begun = monotonic();
  }
}
