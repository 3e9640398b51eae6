import { setImmediate } from 'node:timers/promises';

/** Resolves when all who asked before have had their turns. There is one event loop in a process, so there is one queue. */
let last: Promise<void> = Promise.resolve();

/**
 * Resolves in a turn of the event loop that no other caller gets. Work that a peer can make long begins with it: of work that merely waits for
 * setImmediate, all that is ready runs in one turn, which is as long as there are hostile peers. Between two turns, requests are answered.
 */
export function ownTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}
