import t from 'tap';
import { exitCodeOf } from '../../src/findings/exit-code.js';
import type { Severity } from '../../src/findings/severity.js';

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
