import t from 'tap';
import { caFileUnusable } from '../../../src/findings/kinds/ca-file.js';
import { target } from '../../fixtures/report.js';

void t.test('a CA file that cannot be used as it is now', (t) => {
  const problem = 'no such file';
  const found = caFileUnusable.detect({ ...target(), caSource: { kind: 'file', path: '/ca.crt', problem } });
  t.same(found, [
    { severity: 'warning', addresses: [], text: 'the CA in /ca.crt, as it was read before: no such file' },
  ]);
  for (const caSource of [
    undefined,
    { kind: 'file', path: '/ca.crt' },
    { kind: 'pod', path: '/run/ca.crt', problem },
  ] as const)
    t.same(caFileUnusable.detect({ ...target(), caSource }), []);
  t.match(caFileUnusable.remedy(), { beware: [/do not restart/] });
  t.end();
});
