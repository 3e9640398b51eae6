import t from 'tap';
import { openshiftRotateCa } from '../../../src/findings/procedures/openshift-ca.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';

void t.test('each stage cites its source', (t) => {
  const procedures = proceduresFor('rotateCa', noSituation, ['OpenShift']);
  t.equal(procedures.length, openshiftRotateCa.length);
  for (const { stage, basis } of procedures) t.match(basis, /\d/, `${stage}`);
  t.end();
});
