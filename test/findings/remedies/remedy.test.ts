import t from 'tap';
import { chooseProcedures, type Procedure } from '../../../src/findings/remedies/remedy.js';

const both: Procedure = { distributions: ['kubeadm', 'kubespray'], lines: ['a'] };
const k3s: Procedure = { distributions: ['K3s'], lines: ['b'] };
const any: Procedure = { distributions: [], lines: ['c'] };
const remedy = (...procedures: readonly Procedure[]) => ({ advice: [], beware: [], procedures });

void t.test('shows the procedures that fit, or all if none fits', (t) => {
  t.same(chooseProcedures(remedy(both, k3s), ['kubespray']), { shown: [both], others: [k3s] });
  t.same(chooseProcedures(remedy(both, k3s), ['kops']), { shown: [both, k3s], others: [] });
  t.same(chooseProcedures(remedy(both, k3s), []), { shown: [both, k3s], others: [] });
  t.same(chooseProcedures(remedy(any), ['K3s']), { shown: [any], others: [] });
  t.end();
});
