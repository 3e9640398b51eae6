import type { Steps } from '../procedure.js';

export const kubeadmRenewFiles: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    '# on the node with the file:',
    'kubeadm certs renew all   # or a single one by its name, such as apiserver-etcd-client',
    '# then restart the processes that use them, one node at a time',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};
