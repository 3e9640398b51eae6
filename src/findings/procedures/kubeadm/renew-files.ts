import type { Steps } from '../procedure.js';
import { emptyInputSubshell, refusals } from '../shell.js';

/** New certificates only. Their users are restarted one after the other, which the other procedures do. */
export const kubeadmRenewFiles: Steps = {
  touches: 'It renews all certificates below /etc/kubernetes of the node where it is run, and restarts nothing.',
  takes: 'Seconds; nothing is away meanwhile.',
  lines: [
    '# on the node with the file:',
    ...emptyInputSubshell(
      ...refusals,
      'backup=/root/kubernetes-$(date +%Y%m%d-%H%M%S)',
      '[ ! -e "$backup" ] || no "$backup is there already"',
      'cp -a /etc/kubernetes "$backup" || no "$backup could not be written"',
      'kubeadm certs renew all || stop "not everything was renewed. The files as they were: $backup"',
      'echo "Renewed. The files as they were: $backup"',
    ),
    '# then, on one node after the other: restart kube-apiserver (docs/procedures/restart.md), which refuses while etcd is not healthy',
    '# last kube-controller-manager and kube-scheduler, and kube-vip where it uses admin.conf, each when the one before is ready again',
  ],
  worked: 'The command `kubeadm certs check-expiration` shows 364d for each of them.',
  back: ['# copy the files back from the folder in /root that it has named'],
  basis: 'kubeadm v1.20 and later, kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs; not run here',
};
