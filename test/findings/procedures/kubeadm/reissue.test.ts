import t from 'tap';
import { kubeadmReissue } from '../../../../src/findings/procedures/kubeadm/reissue.js';
import { situation } from '../../control-planes/all-procedures.js';

void t.test('all SANs, the missing ones and those of today', (t) => {
  const text = kubeadmReissue(situation).lines.join('\n');
  for (const name of [...situation.sans.missing, ...situation.sans.present]) t.ok(text.includes(name), name);
  t.end();
});
