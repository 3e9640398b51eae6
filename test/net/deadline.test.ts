import t from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn, onDeadline, within } from '../../src/net/deadline.js';

const frozen = { now: () => 0, monotonic: () => 1000 };

void t.test('the earlier deadline holds', (t) => {
  t.equal(deadlineIn(5, frozen), 6000);
  t.equal(deadlineIn(5, frozen, 2000), 2000);
  t.equal(deadlineIn(Infinity, frozen, 2000), 2000);
  t.end();
});

void t.test('one that has passed fires, one that is called off does not', async (t) => {
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

void t.test('what comes in time, what comes late, what fails', async (t) => {
  t.equal(await within(Infinity, systemClock, Promise.resolve(1), 'late'), 1);
  t.equal(await within(0, systemClock, new Promise(() => undefined), 'late'), 'late');
  await t.rejects(within(Infinity, systemClock, Promise.reject(new Error('no')), 'late'), { message: 'no' });
});
