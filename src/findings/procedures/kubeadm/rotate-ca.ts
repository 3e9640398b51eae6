import type { Steps } from '../procedure.js';

export const kubeadmRotateCa: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    '# on one control-plane node: a new certificate for the same key, beside the old one, which stays in place',
    'cp -a /etc/kubernetes/pki /root/pki-before && \\',
    '  openssl x509 -in /etc/kubernetes/pki/ca.crt -signkey /etc/kubernetes/pki/ca.key -set_serial 0x$(openssl rand -hex 8) -days 3650 -out /root/ca-new.crt && \\',
    '  openssl verify -CAfile /root/ca-new.crt /etc/kubernetes/pki/apiserver.crt && \\',
    '  openssl x509 -noout -subject -dates -ext basicConstraints,keyUsage -in /root/ca-new.crt   # the same subject, CA:TRUE, a later end',
    '# then give ca-new.crt to all clients: certificate-authority-data of each kubeconfig (/etc/kubernetes/*.conf on each node, people, CI), ConfigMap kube-public/cluster-info',
    '# then copy it to /etc/kubernetes/pki/ca.crt on every node, workers too, and restart kube-controller-manager: it publishes kube-root-ca.crt for the pods',
    '# last, one node at a time: restart the kubelets, and the pods that read the CA only when they start',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};
