import t from 'tap';
import { findingCounts } from '../../../src/cli/check/finding-counts.js';

void t.test('counts, the worst first, of the severities that are asked for', (t) => {
  const all = (['info', 'critical', 'warning', 'warning', 'unknown'] as const).map((severity) => ({ severity }));
  t.equal(findingCounts(all), '1 critical, 1 unknown, 2 warnings, 1 note');
  t.equal(findingCounts(all, ['warning']), '2 warnings');
  t.equal(findingCounts([]), '');
  t.end();
});
