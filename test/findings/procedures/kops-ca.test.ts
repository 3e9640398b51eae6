import t from 'tap';
import { kopsRotateCa } from '../../../src/findings/procedures/kops-ca.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';

void t.test('each stage cites its source', (t) => {
  const procedures = proceduresFor('rotateCa', noSituation, ['kops']);
  t.equal(procedures.length, kopsRotateCa.length);
  for (const { stage, basis } of procedures) t.match(basis, /\d/, `${stage}`);
  t.end();
});
