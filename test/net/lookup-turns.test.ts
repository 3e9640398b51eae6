import t from 'tap';
import { createLookupTurns, takeLookupTurn } from '../../src/net/lookup-turns.js';

void t.test('eight names that hang do not delay one that answers', async (t) => {
  const turn = createLookupTurns(2, 5);
  const ends: (() => void)[] = [];
  const hang = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  const names = Array.from({ length: 8 }, (_, at) => `slow-${at}`);
  const learn = names.map((name) => turn(name, hang));
  // Until each has hung once.
  for (let ended = 0; ended < names.length;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (const end of ends.splice(0)) {
      ended += 1;
      end();
    }
  }
  await Promise.all(learn);
  const again = names.map((name) => turn(name, hang));
  t.equal(await turn('quick', () => Promise.resolve(7)), 7);
  t.equal(ends.length, 1, 'one of them has a turn, the other is free');
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(again);
});

void t.test('errors are passed on, and free the turn', async (t) => {
  const turn = createLookupTurns(1);
  await t.rejects(
    turn('a', () => Promise.reject(new Error('ENOTFOUND'))),
    { message: 'ENOTFOUND' },
  );
  t.equal(await turn('a', () => Promise.resolve(1)), 1);
  t.equal(await takeLookupTurn('b', () => Promise.resolve(2)), 2);
});
