import t from 'tap';
import { kubeadmRenew } from '../../../../src/findings/procedures/kubeadm/renew.js';
import { situation } from '../../control-planes/all-procedures.js';
import { changedByPasting, linesBefore } from './pasted.js';

const steps = kubeadmRenew(situation);

void t.test('renews a copy, and replaces the pair when it is checked', (t) => {
  const text = linesBefore(steps.lines, '  replace "$work').join('\n');
  t.match(text, /certs renew apiserver --config "\$work[^]*wrong=\$\(fault/);
  t.end();
});

void t.test('can be pasted into an interactive shell', (t) => {
  t.same(changedByPasting(steps), []);
  t.end();
});
