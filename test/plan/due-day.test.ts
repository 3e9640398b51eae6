import t from 'tap';
import { compareDues, dayOf, dayText, dueText, lastSafeDay, monthText, notPast } from '../../src/plan/due-day.js';
import { day } from '../fixtures/report.js';

const at = (text: string): number => Date.parse(`${text}Z`) / 1000;

void t.test('the last whole day before an end', (t) => {
  const now = at('2026-11-21T12:00:00');
  const safe = (end: string) => dueText(lastSafeDay(at(end), now));
  t.equal(safe('2027-03-01T09:58:00'), '2027-02-28');
  t.equal(safe('2027-03-01T00:00:00'), '2027-02-28', 'the day before is whole');
  t.equal(safe('2027-02-28T23:59:59'), '2027-02-27');
  t.equal(safe('2026-11-22T00:00:00'), '2026-11-21', 'today');
  t.equal(safe('2026-11-21T23:59:59'), 'now', 'never a day that is over');
  t.equal(safe('2020-01-01T00:00:00'), 'now');
  t.end();
});

void t.test('days and months', (t) => {
  const start = at('2027-02-28T00:00:00');
  t.equal(dayOf(start + day - 1), start);
  t.equal(dayText(start), '2027-02-28');
  t.equal(monthText(start), 'February 2027');
  t.equal(monthText('now'), 'Now');
  t.equal(notPast(start, start + day - 1), start);
  t.equal(notPast(start, start + day), 'now');
  t.end();
});

void t.test('now comes before every day', (t) => {
  t.same([2 * day, 'now' as const, day, 'now' as const].toSorted(compareDues), ['now', 'now', day, 2 * day]);
  t.equal(compareDues('now', 'now'), 0);
  t.end();
});
