import t from 'tap';
import { restartUsers } from '../../../../src/findings/procedures/kubeadm/restart-users.js';

void t.test('etcd is first, and each of the others waits for the one before', (t) => {
  const restarts = restartUsers.filter((line) => /^(?:case \$pods in etcd\*\) )?restart [a-z]/.test(line));
  t.same(
    restarts.map((line) => / ?restart (\S+)/.exec(line)?.[1]),
    ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'],
  );
  t.notMatch(restarts.join('\n'), /&|\|\|/, 'set -e is in force there');
  t.end();
});
