import t from 'tap';
import { distributions } from '../../../src/findings/procedures/distribution.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { situation, tasks } from './all-procedures.js';

void t.test('each kind of control plane has a procedure for each task', (t) => {
  for (const task of tasks) {
    const covered = new Set(proceduresFor(task, situation).flatMap(({ distributions }) => distributions));
    t.same(
      distributions.filter((name) => !covered.has(name)),
      [],
      task,
    );
  }
  t.end();
});

void t.test('kinds that do it alike share a procedure, and only the kinds that were asked for are there', (t) => {
  const [first] = proceduresFor('restart', situation, ['kubeadm', 'kubespray', 'K3s']);
  t.same(first?.distributions, ['kubeadm', 'kubespray']);
  t.same(
    proceduresFor('restart', situation, ['K3s']).flatMap(({ distributions }) => distributions),
    ['K3s'],
  );
  t.end();
});

void t.test('a kind without a procedure for a new key has that of a CA that ends', (t) => {
  t.same(proceduresFor('replaceCa', situation, ['kops']), proceduresFor('rotateCa', situation, ['kops']));
  t.notSame(proceduresFor('replaceCa', situation, ['kubeadm']), proceduresFor('rotateCa', situation, ['kubeadm']));
  t.end();
});
