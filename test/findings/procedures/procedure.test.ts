import t from 'tap';
import { isProcedure } from '../../../src/findings/procedures/procedure.js';
import { kubeadmRestart } from '../../../src/findings/procedures/kubeadm/restart.js';

void t.test('what changes something is a procedure', (t) => {
  t.equal(isProcedure({ distributions: [], lines: ['date'] }), false);
  t.equal(isProcedure({ distributions: ['kubeadm'], ...kubeadmRestart }), true);
  t.end();
});
