import type { Remedy } from './remedy.js';
import { renewCertificate } from './renew-certificate.js';

/** What ends in a file: renewed there, and then taken up by whatever uses it. */
export const renewFiles: Remedy = {
  advice: ['Renew the certificate in the file, then restart what uses it: not every process reads its files again.'],
  beware: [
    'kubeadm certs renew leaves the CAs and the certificate of the kubelet alone: the kubelet renews its own, and a new CA is a project that takes planning.',
    'copies keep the old certificate: whoever took admin.conf as ~/.kube/config needs the new one.',
  ],
  procedures: [
    {
      distributions: ['kubeadm'],
      lines: [
        '# on the node with the file:',
        'kubeadm certs check-expiration   # what else ends',
        'kubeadm certs renew all   # or a single one by its name, such as apiserver-etcd-client',
        '# then restart what uses them, one node at a time:',
        'for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do mv /etc/kubernetes/manifests/$pod.yaml /root/ && sleep 20 && mv /root/$pod.yaml /etc/kubernetes/manifests/; done',
      ],
    },
    ...renewCertificate.procedures.filter(({ distributions }) => !distributions.includes('kubeadm')),
  ],
};
