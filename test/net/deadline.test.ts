import t from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn, halfway, onDeadline, within } from '../../src/net/deadline.js';

const frozen = { now: () => 0, monotonic: () => 1000 };

void t.test('the earlier deadline counts', (t) => {
  t.equal(deadlineIn(5, frozen), 6000);
  t.equal(deadlineIn(5, frozen, 2000), 2000);
  t.equal(deadlineIn(Infinity, frozen, 2000), 2000);
  t.end();
});

void t.test('a deadline that has passed fires, a cancelled one does not', async (t) => {
  const fired: string[] = [];
  onDeadline(Infinity, frozen, () => fired.push('never'))();
  onDeadline(2000, frozen, () => fired.push('called off'))();
  await new Promise<void>((resolve) => {
    onDeadline(0, frozen, () => {
      fired.push('passed');
      resolve();
    });
  });
  t.same(fired, ['passed']);
});

void t.test('a deadline never fires early, whatever its fraction of a millisecond', async (t) => {
  const early = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const deadline = systemClock.monotonic() + index / 7;
      await new Promise<void>((resolve) => void onDeadline(deadline, systemClock, resolve));
      return deadline - systemClock.monotonic();
    }),
  );
  t.ok(Math.max(...early) <= 0);
});

void t.test('promises that are in time, late, or rejected', async (t) => {
  t.equal(await within(Infinity, systemClock, Promise.resolve(1), 'late'), 1);
  t.equal(await within(0, systemClock, new Promise(() => undefined), 'late'), 'late');
  await t.rejects(within(Infinity, systemClock, Promise.reject(new Error('no')), 'late'), { message: 'no' });
});

void t.test('half of the time that is left', (t) => {
  const at = (now: number) => ({ now: () => 0, monotonic: () => now });
  t.equal(halfway(300, at(100)), 200);
  t.equal(halfway(Infinity, at(100)), Infinity);
  t.end();
});
