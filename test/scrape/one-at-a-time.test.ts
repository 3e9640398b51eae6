import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import { oneAtATime } from '../../src/scrape/one-at-a-time.js';

void t.test('one begins when the one before has ended', async (t) => {
  const ends: ((result: string) => void)[] = [];
  const turn = oneAtATime(() => new Promise<string>((resolve) => ends.push(resolve)));
  const first = turn();
  await setImmediate();
  const [second, third] = [turn(), turn()];
  await setImmediate();
  t.equal(ends.length, 1);
  ends[0]?.('first');
  t.equal(await first, 'first');
  await setImmediate();
  t.equal(ends.length, 2);
  ends[1]?.('second');
  t.same(await Promise.all([second, third]), ['second', 'second'], 'those who wait share it');
  t.equal(ends.length, 2);
});

void t.test('also when the one before failed', async (t) => {
  let calls = 0;
  const turn = oneAtATime(() => (++calls === 1 ? Promise.reject(new Error('no')) : Promise.resolve(calls)));
  const first = turn();
  const failed = t.rejects(first, { message: 'no' });
  await setImmediate();
  await failed;
  t.equal(await turn(), 2);
});
