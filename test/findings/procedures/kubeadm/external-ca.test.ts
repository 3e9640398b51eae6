import t from 'tap';
import { externalCaReissue } from '../../../../src/findings/procedures/kubeadm/external-ca.js';
import { situation } from '../../control-planes/all-procedures.js';
import { changedByPasting, linesBefore } from './pasted.js';

const steps = externalCaReissue(situation);

void t.test('the files are those of kubeadm, and a new key is made', (t) => {
  const before = linesBefore(steps.lines, 'ask_for() {').join('\n');
  for (const found of ['manifest="/etc/kubernetes', 'ca="$pki/ca.crt"', "kept=''"]) t.match(before, found);
  t.end();
});

void t.test('can be pasted into an interactive shell', (t) => {
  t.same(changedByPasting(steps), []);
  t.end();
});
