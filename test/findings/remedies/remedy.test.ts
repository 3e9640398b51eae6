import t from 'tap';
import type { CommandLines, Procedure } from '../../../src/findings/procedures/procedure.js';
import { choiceText, chooseProcedures, namesOfOthers, otherKinds } from '../../../src/findings/remedies/remedy.js';

const both: CommandLines = { distributions: ['kubeadm', 'kubespray'], lines: ['a'] };
const k3s: CommandLines = { distributions: ['K3s'], lines: ['b'] };
const any: CommandLines = { distributions: [], lines: ['c'] };
const remedy = (...procedures: readonly CommandLines[]) => ({ advice: [], beware: [], procedures });

void t.test('shows the procedures that fit, and what is for all, and none by guess', (t) => {
  t.same(chooseProcedures(remedy(both, k3s), ['kubespray']), { shown: [both], others: [k3s] });
  t.same(chooseProcedures(remedy(both, k3s), ['kops']), { shown: [], others: [both, k3s] });
  t.same(chooseProcedures(remedy(both, any), []), { shown: [any], others: [both] });
  t.same(chooseProcedures(remedy(any), ['K3s']), { shown: [any], others: [] });
  t.end();
});

void t.test('a kind is not named as shown and as not shown, but a further stage of it is', (t) => {
  const inventory: Procedure = {
    distributions: ['kubespray'],
    stage: 'its inventory',
    touches: 'A file.',
    takes: 'Seconds.',
    lines: ['d'],
    worked: 'It is there.',
    back: ['e'],
    basis: 'a test',
  };
  const others = [inventory, { ...both, lines: ['f'] }, k3s, { ...k3s, lines: ['g'] }];
  t.equal(namesOfOthers({ shown: [both], others }), 'kubespray (its inventory), K3s');
  t.equal(namesOfOthers({ shown: [], others }), 'kubespray, kubeadm, K3s');
  t.equal(namesOfOthers({ shown: [any], others: [] }), '');
  t.same(otherKinds({ shown: [both], others }), ['K3s']);
  t.end();
});

void t.test('who has a choice is asked to choose', (t) => {
  t.match(choiceText([both, k3s]), 'Use the commands for yours');
  t.equal(choiceText([both, { ...both, distributions: ['kubespray'] }, any]), undefined, 'stages of one kind');
  t.equal(choiceText([any, any]), undefined);
  t.equal(choiceText([]), undefined);
  t.end();
});
