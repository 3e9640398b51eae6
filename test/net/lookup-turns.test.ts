import t from 'tap';
import { createLookupTurns, takeLookupTurn } from '../../src/net/lookup-turns.js';

void t.test('eight names that hang do not delay one that answers', async (t) => {
  const turn = createLookupTurns(4, 5);
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
  t.equal(ends.length, 2, 'two of them have a turn, the others are free');
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(again);
});

void t.test('many unknown names that hang delay none that was answered', async (t) => {
  const turn = createLookupTurns(4, 5);
  t.equal(await turn('quick', () => Promise.resolve(1)), 1);
  const ends: (() => void)[] = [];
  const hang = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  const hanging = Array.from({ length: 8 }, (_, at) => turn(`unknown-${at}`, hang));
  t.equal(await turn('quick', () => Promise.resolve(2)), 2);
  t.equal(ends.length, 3);
  for (let ended = 0; ended < hanging.length; ended++) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await Promise.all(hanging);
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
