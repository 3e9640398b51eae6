import type { Steps } from '../procedure.js';
import { nodeByNode } from '../shell.js';
import { backupFiles, beforeFilesChange, judgeFiles } from './renewed-files.js';
import { restartUsers } from './restart-users.js';
import { ownBash } from '../own-bash.js';

const backup = '/root/kubernetes-renew';

export const kubeadmRenewFiles: Steps = {
  touches:
    'It renews all certificates of the node where it is run, those in kubeconfigs too, and restarts etcd, kube-apiserver, kube-controller-manager and kube-scheduler there, one after the other.',
  takes:
    'Three to ten minutes for each node. Each of the four is away for up to two minutes, and the other nodes serve meanwhile; with one node, kubectl and controllers wait, and running pods go on.',
  lines: [
    '# on a control-plane node; it refuses where the key of a CA is missing, and puts back every file unless the new ones are right:',
    ...ownBash(
      ...beforeFilesChange,
      ...backupFiles(backup),
      'kubeadm certs renew all || stop "kubeadm has not renewed everything."',
      ...judgeFiles,
      ...restartUsers,
    ),
    ...nodeByNode('renew-files.sh'),
  ],
  worked:
    'Its last line is `DONE: this node uses the files.`, and `kubeadm certs check-expiration` shows 364d for each certificate.',
  back: [
    '# on that node: the files of the newest backup, while they have not expired, and the same restarts:',
    ...ownBash(
      ...beforeFilesChange,
      `old=$(find /root -maxdepth 1 -name '${backup.slice('/root/'.length)}-*' | sort | tail -n 1)`,
      '[ -n "$old" ] || no "there is no backup in /root"',
      ...backupFiles('/root/kubernetes-renewed'),
      'put_back "$old"',
      ...judgeFiles,
      ...restartUsers,
    ),
  ],
  basis:
    'run on 1.20.2 and 1.36.3 with a simulated kubelet and simulated controllers: test/integration/procedures/renew-files.test.ts',
};
