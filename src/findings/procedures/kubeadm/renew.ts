import type { Steps } from '../procedure.js';

export const kubeadmRenew: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    '# on each control-plane node:',
    'kubeadm certs check-expiration   # what else ends',
    'kubeadm certs renew apiserver',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};
