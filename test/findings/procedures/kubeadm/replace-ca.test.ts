import t from 'tap';
import { kubeadmReplaceCa } from '../../../../src/findings/procedures/kubeadm/replace-ca.js';

void t.test('the stages are numbered, and the old CA goes last', (t) => {
  kubeadmReplaceCa.forEach(({ stage }, i) => t.match(stage, new RegExp(`^${i + 1}\\. `)));
  t.match(kubeadmReplaceCa.at(-1)?.stage, 'Drop the old one');
  t.end();
});
