import type { Remedy } from './remedy.js';
import { renewCertificate } from './renew-certificate.js';

/** Renews a certificate in a file, then restarts the processes that use it. */
export const renewFiles: Remedy = {
  advice: [
    'Renew the certificate in the file, then restart the processes that use it: not every process reloads its files.',
  ],
  beware: [
    'kubeadm certs renew does not renew the CAs or the certificate of the kubelet: the kubelet renews its own certificate, and replacing a CA is a project that needs planning.',
    'copies keep the old certificate: people who copied admin.conf to ~/.kube/config need the new one.',
  ],
  procedures: [
    {
      distributions: ['kubeadm'],
      lines: [
        '# on the node with the file:',
        'kubeadm certs check-expiration   # what else ends',
        'kubeadm certs renew all   # or a single one by its name, such as apiserver-etcd-client',
        '# then restart the processes that use them, one node at a time:',
        'for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do mv /etc/kubernetes/manifests/$pod.yaml /root/ && sleep 20 && mv /root/$pod.yaml /etc/kubernetes/manifests/; done',
      ],
    },
    ...renewCertificate.procedures.filter(({ distributions }) => !distributions.includes('kubeadm')),
  ],
};
