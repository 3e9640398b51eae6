import t from 'tap';
import { inTurns } from '../../src/net/in-turns.js';

void t.test('others have turns between long steps', async (t) => {
  let now = 0;
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  function* work(milliseconds: number): Generator<undefined, string> {
    for (let step = 0; step < 10; step += 1) {
      now += milliseconds;
      yield;
    }
    return 'done';
  }
  const clock = { monotonic: () => now };
  setImmediate(count);
  t.equal(await inTurns(work(1), clock), 'done');
  t.equal(turns, 0, 'short ones are taken at once');
  t.equal(await inTurns(work(20), clock), 'done');
  isOver = true;
  t.ok(turns >= 9, String(turns));
});
