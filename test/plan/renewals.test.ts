import t from 'tap';
import { renewals } from '../../src/plan/renewals.js';
import { day } from '../fixtures/report.js';
import { ending } from './ending-fixture.js';

void t.test('what ends within two weeks of the first is one renewal', (t) => {
  const ends = (...days: readonly number[]) =>
    renewals(days.map((each) => ending({ end: each * day }))).map((group) => group.map(({ end }) => end / day));
  t.same(ends(), []);
  t.same(ends(15, 1, 14), [[1, 14, 15]]);
  t.same(ends(1, 15.1), [[1], [15.1]]);
  t.same(ends(1, 14, 16, 29, 31), [[1, 14], [16, 29], [31]], 'two weeks of the first, not of the one before');
  t.end();
});
