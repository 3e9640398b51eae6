import type { Steps } from '../procedure.js';

export const kubeadmRestart: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    '# on each control-plane node, move the manifest out for a while and back:',
    'mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/ && sleep 20 && mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/',
    '# wait for ok before you go on to the next node (if anonymous requests are off, it never comes: use kubectl get --raw /readyz against this node instead):',
    'until curl -skf https://127.0.0.1:6443/readyz; do sleep 2; done',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};
