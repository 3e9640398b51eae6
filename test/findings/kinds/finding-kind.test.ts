import t from 'tap';
import { inEachEndpoint } from '../../../src/findings/kinds/finding-kind.js';
import { report, target } from '../../fixtures/report.js';

void t.test('evidence carries the address of its endpoint', (t) => {
  const detect = inEachEndpoint(({ address }, now) =>
    address.startsWith('a') ? { severity: 'info', text: `at ${now}` } : undefined,
  );
  t.same(detect(target(report({ address: 'a:1' }), report({ address: 'b:1' }), report({ address: 'a:2' })), 7), [
    { severity: 'info', text: 'at 7', addresses: ['a:1'] },
    { severity: 'info', text: 'at 7', addresses: ['a:2'] },
  ]);
  t.end();
});
