import t from 'tap';
import { externalCaFiles, externalCaItself } from '../../../../src/findings/procedures/kubeadm/external-ca-others.js';

void t.test('only reads', (t) => {
  for (const { lines, touches } of [externalCaFiles, externalCaItself]) {
    t.match(touches, 'Nothing');
    t.notMatch(lines.join('\n'), /^(cp|mv|rm) |[^0-9&]>/m);
  }
  t.end();
});
