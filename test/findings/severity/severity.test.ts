import t from 'tap';
import {
  compareSeverities,
  exitCodeOf,
  severities,
  type Severity,
  worstSeverity,
} from '../../../src/findings/severity/severity.js';

void t.test('orders from worst to least', (t) => {
  t.same([...severities].reverse().sort(compareSeverities), ['critical', 'unknown', 'warning', 'info']);
  t.equal(worstSeverity(['info', 'warning', 'unknown']), 'unknown');
  t.equal(worstSeverity([]), undefined);
  t.end();
});

const cases: readonly (readonly [readonly Severity[], number])[] = [
  [[], 0],
  [['info'], 0],
  [['info', 'warning'], 1],
  [['warning', 'unknown'], 3],
  [['warning', 'unknown', 'critical', 'info'], 2],
];

void t.test('the worst finding decides', (t) => {
  for (const [severities, code] of cases) {
    t.equal(exitCodeOf(severities.map((severity) => ({ severity }))), code, severities.join(' '));
  }
  t.end();
});
