import t from 'tap';
import { kubeadmRenew } from '../../../../src/findings/procedures/kubeadm/renew.js';
import { changedByPasting, linesBefore } from './pasted.js';

void t.test('renews a copy, and replaces the pair when it is checked', (t) => {
  const text = linesBefore(kubeadmRenew.lines, '  replace "$work').join('\n');
  t.match(text, /certs renew apiserver --config "\$work[^]*wrong=\$\(fault/);
  t.end();
});

void t.test('can be pasted into an interactive shell', (t) => {
  t.same(changedByPasting(kubeadmRenew), []);
  t.end();
});
