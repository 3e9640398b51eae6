import t from 'tap';
import { unitSignedPair } from '../../../../src/findings/procedures/systemd/unit-pair.js';
import { situation } from '../../control-planes/all-procedures.js';
import { changedByPasting, linesBefore } from '../kubeadm/pasted.js';

const steps = unitSignedPair(situation);

void t.test('knows the flags and the CA before it makes anything', (t) => {
  const before = linesBefore(steps.lines, 'ask_for() {').join('\n');
  for (const found of ['unit=$(systemctl cat kube-apiserver', 'kept=$key', 'ca=$(readlink']) t.match(before, found);
  t.end();
});

void t.test('can be pasted into an interactive shell, and has no file of kubeadm', (t) => {
  t.same(changedByPasting(steps), []);
  t.notMatch([...steps.lines, ...steps.back].join('\n'), '/etc/kubernetes');
  t.end();
});
