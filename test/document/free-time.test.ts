import { setImmediate as turn } from 'node:timers/promises';
import t from 'tap';
import { afterFreeTime } from '../../src/document/free-time.js';

/** Keeps this process busy, as a busy host does. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

void t.test('it expires once, and not before the time', async (t) => {
  const begin = performance.now();
  let times = 0;
  await new Promise<void>((resolve) =>
    afterFreeTime(50, () => {
      times += 1;
      resolve();
    }),
  );
  // Timers of Node may be a millisecond early, each of them.
  t.ok(performance.now() - begin >= 40);
  await turn();
  t.equal(times, 1);
});

void t.test('time in which the process was busy counts as one part of ten', async (t) => {
  let turns = 0;
  const expired = new Promise<void>((resolve) => afterFreeTime(10, resolve));
  const keepBusy = async (): Promise<void> => {
    for (; turns < 9; turns++) {
      block(20);
      await turn();
    }
  };
  const first = await Promise.race([expired.then(() => 'expired'), keepBusy().then(() => 'busy')]);
  t.equal(first, 'busy', 'nine turns, of which each takes longer than the whole time');
  await expired;
});

void t.test('it can be cancelled at any moment', async (t) => {
  let expired = 0;
  for (let turns = 0; turns < 10; turns++) {
    const cancel = afterFreeTime(5, () => (expired += 1));
    for (let waited = 0; waited < turns; waited++) {
      block(1);
      await turn();
    }
    cancel();
  }
  await new Promise<void>((resolve) => afterFreeTime(50, resolve));
  t.equal(expired, 0);
});
