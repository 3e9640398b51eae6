import type { Steps } from '../procedure.js';

export const kubeadmServeFile: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    '# on the node:',
    'openssl x509 -noout -pubkey -in /etc/kubernetes/pki/apiserver.crt | sha256sum',
    'openssl pkey -pubout -in /etc/kubernetes/pki/apiserver.key | sha256sum',
    '# equal: restart the process; different: never restart it, but issue both files again',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};
