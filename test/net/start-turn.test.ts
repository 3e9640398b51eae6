import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import { startTurn } from '../../src/net/start-turn.js';

/** Counts what begins in each turn of the event loop. */
async function begin(count: number): Promise<readonly number[]> {
  const turns: number[] = [0];
  let left = count;
  for (let probe = 0; probe < count; probe += 1) {
    const start = (): void => {
      turns[turns.length - 1] = (turns.at(-1) ?? 0) + 1;
      left -= 1;
    };
    const turn = startTurn();
    if (turn === undefined) start();
    else void turn.then(start);
  }
  while (left > 0) {
    turns.push(0);
    await setImmediate();
  }
  return turns.filter((each) => each > 0);
}

void t.test('a few begin at once, of thousands some hundred in each turn', async (t) => {
  t.same(await begin(3), [3]);
  await setImmediate();
  await setImmediate();
  t.same(await begin(200), [200]);
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  const many = await begin(4096);
  t.equal(many[0], 200);
  t.ok(
    many.every((each) => each <= 200),
    many.join(' '),
  );
  t.equal(
    many.reduce((sum, each) => sum + each, 0),
    4096,
  );
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  t.same(await begin(5), [5], 'and then at once again');
});
