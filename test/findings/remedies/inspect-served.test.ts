import t from 'tap';
import { inspectServed } from '../../../src/findings/remedies/inspect-served.js';
import { report, target } from '../../fixtures/report.js';

void t.test('shows every certificate that is served', (t) => {
  t.match(inspectServed(target(report()), 'Do it.'), {
    advice: ['Do it.'],
    procedures: [{ distributions: [], lines: [/-connect 10\.225\.4\.51:6443 -showcerts/, /storeutl/] }],
  });
  t.match(inspectServed(target(), '').procedures[0]?.lines[0], '-connect HOST:6443 ');
  t.end();
});
