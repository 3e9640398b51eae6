import t from 'tap';
import { compareSeverities, severities, worstSeverity } from '../../src/findings/severity.js';

void t.test('orders from worst to least', (t) => {
  t.same([...severities].reverse().sort(compareSeverities), ['critical', 'unknown', 'warning', 'info']);
  t.equal(worstSeverity(['info', 'warning', 'unknown']), 'unknown');
  t.equal(worstSeverity([]), undefined);
  t.end();
});
