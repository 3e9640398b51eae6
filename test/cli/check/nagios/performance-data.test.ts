import fc from 'fast-check';
import t from 'tap';
import { type Datum, performanceData, worstDataFirst } from '../../../../src/cli/check/nagios/performance-data.js';

const datum = (change: Partial<Datum> = {}): Datum => ({
  label: 'a serving',
  value: 100,
  unit: 's',
  warning: { atLeast: 2000 },
  critical: { atLeast: 30.25 },
  severity: 'info',
  ...change,
});

void t.test('the form of the guidelines', (t) => {
  t.same(performanceData([datum()]), ["'a serving'=100s;2000:;30.25:"]);
  t.same(performanceData([datum({ critical: undefined })]), ["'a serving'=100s;2000:"]);
  t.same(performanceData([datum({ unit: '', warning: undefined, critical: { atMost: 0 }, min: 0 })]), [
    "'a serving'=100;;0;0",
  ]);
  t.same(performanceData([datum({ value: -3.005, warning: undefined, critical: undefined })]), ["'a serving'=-3.01s"]);
  t.end();
});

void t.test('a value is never below a limit that it keeps, nor the other way round', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e8 }), fc.double({ min: -3, max: 3, noNaN: true }), (twentieths, more) => {
      const limit = twentieths * 0.05;
      const value = limit + more;
      const [text = ''] = performanceData([datum({ value, warning: { atLeast: limit } })]);
      const [, shown, range] = /=(-?[\d.]+)s;(-?[\d.]+):/.exec(text) ?? [];
      return Math.abs(more) < 1e-6 || Number(shown) < Number(range) === value < limit;
    }),
  );
  t.end();
});

void t.test('the worst first, the same in any order', (t) => {
  const data = [
    datum({ label: 'b', severity: 'critical' }),
    datum({ label: 'a', severity: 'critical' }),
    datum({ label: 'c', severity: 'critical', value: 5 }),
    datum({ label: 'd', severity: 'warning', value: 1 }),
    datum({ label: 'e', value: -1 }),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(data, { minLength: data.length }), (shuffled) => {
      const order = worstDataFirst(shuffled).map(({ label }) => label);
      return order.join('') === 'cabde';
    }),
  );
  t.end();
});

void t.test('of two values with one label, the first counts', (t) => {
  t.same(performanceData([datum({ value: 1 }), datum({ value: 2 })]), ["'a serving'=1s;2000:;30.25:"]);
  t.end();
});
