import fc from 'fast-check';
import t from 'tap';
import type { Due } from '../../src/plan/plan-entry.js';
import { restartDays } from '../../src/plan/restart-days.js';
import { day, now } from '../fixtures/report.js';

const today = Math.floor(now / day);

/** The days of restarts, counted from today, of processes whose certificates end at noon of these days. */
function daysFor(ends: readonly number[], lifetime = 365): readonly (number | 'now')[] {
  const processes = ends.map((end) => ({ end: now + end * day, lifetime: lifetime * day }));
  return restartDays(processes, now).map((due) => (due === 'now' ? due : due / day - today));
}

void t.test('the last days on which there is time', (t) => {
  t.same(daysFor([]), []);
  t.same(daysFor([100]), [99]);
  t.same(daysFor([100, 100, 100]), [83, 91, 99], 'more than a week between two, the last on the last safe day');
  t.same(daysFor([100, 101, 102]), [85, 93, 101]);
  t.same(daysFor([50, 150, 250]), [49, 149, 249], 'what ends at different times has its own days');
  t.end();
});

void t.test('evenly, where there is no time for that', (t) => {
  t.same(daysFor([11, 11, 11]), [0, 5, 10]);
  t.same(daysFor([9, 9, 9]), [0, 4, 8]);
  t.same(daysFor([3, 3, 3]), [0, 1, 2]);
  t.same(daysFor([2, 2, 2]), [1, 1, 1], 'on one day, one after the other');
  t.same(daysFor([1, 1]), [0, 0]);
  t.end();
});

void t.test('now, where no whole day is left', (t) => {
  t.same(daysFor([-3, 0.4]), ['now', 'now']);
  t.same(daysFor([-3, 100]), ['now', 99]);
  t.same(daysFor([0, 5, 9]), ['now', 4, 8], 'as far from the one that is restarted now as from each other');
  t.end();
});

void t.test('a new certificate does not end with one that is there until later', (t) => {
  const [first = 0, second = 0] = daysFor([30, 396], 365) as readonly number[];
  t.ok(first <= 29 && second === 395);
  t.ok(396 - (first + 365) > 8, 'restarted on the last day, it would end two days before the other one');
  t.end();
});

const ends = fc.array(fc.integer({ min: -10 * day, max: 400 * day }), { maxLength: 12 });

void t.test('in order, each before its own end, never in the past, and as far apart as the time allows', (t) => {
  fc.assert(
    fc.property(ends, (all) => {
      const sorted = all.toSorted((a, b) => a - b).map((end) => now + end);
      const dues = restartDays(
        sorted.map((end) => ({ end, lifetime: 1096 * day })),
        now,
      );
      const days = dues.map((due) => (due === 'now' ? today : due / day));
      const urgent = dues.filter((due) => due === 'now').length;
      return (
        dues.length === sorted.length &&
        sorted.every((end, at) => (dues[at] === 'now') === Math.floor(end / day) <= today) &&
        dues.every((due, at) => isInTime(due, sorted[at] ?? 0)) &&
        days.every((each, at) => at === 0 || each >= (days[at - 1] ?? 0)) &&
        widest(
          sorted.slice(urgent).map((end) => Math.floor(end / day) - 1),
          urgent > 0,
        ) === narrowest(days.slice(Math.max(0, urgent - 1)))
      );
    }),
    { numRuns: 300 },
  );
  t.end();
});

function isInTime(due: Due, end: number): boolean {
  return due === 'now' || (due >= today * day && due + day <= end);
}

/** The least distance of neighbours, of which more than eight days are as good. */
function narrowest(days: readonly number[]): number {
  return Math.min(8, ...days.slice(1).map((each, at) => each - (days[at] ?? 0)));
}

/** The same, found by trying: from today on, each as early as it can be. `waits`: whether one before them is restarted today. */
function widest(last: readonly number[], waits: boolean): number {
  for (let apart = 8; apart > 0; apart -= 1) {
    let next = waits ? today + apart : today;
    const fits = last.every((each) => {
      const ok = next <= each;
      next += apart;
      return ok;
    });
    if (fits) return apart;
  }
  return 0;
}
