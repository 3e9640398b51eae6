import type { Remedy } from './remedy.js';

/** A renewal keeps the names and changes the dates. */
export const renewCertificate: Remedy = {
  advice: [
    'Renew the serving certificate on each control-plane node. kube-apiserver loads the new file without a restart since Kubernetes 1.17; restart older versions.',
  ],
  beware: [
    'renewing keeps the SANs as they are: a name that is missing now stays missing.',
    'the other certificates of the node were most likely issued on the same day: check them too.',
  ],
  procedures: [
    {
      distributions: ['kubeadm'],
      lines: [
        '# on each control-plane node:',
        'kubeadm certs check-expiration   # what else ends',
        'kubeadm certs renew apiserver',
      ],
    },
    { distributions: ['kubespray'], lines: ['/usr/local/bin/k8s-certs-renew.sh   # on each control-plane node'] },
    {
      distributions: ['K3s', 'RKE2'],
      lines: ['systemctl stop k3s && k3s certificate rotate && systemctl start k3s   # RKE2: rke2-server, rke2'],
    },
    { distributions: ['microk8s'], lines: ['microk8s refresh-certs -e server.crt'] },
    {
      distributions: ['kops'],
      lines: [
        'kops rolling-update cluster --instance-group-roles=control-plane --force --yes   # nodes get new ones at boot',
      ],
    },
    {
      distributions: ['OpenShift'],
      lines: [
        'oc get clusteroperator kube-apiserver   # its operator renews by itself: see what keeps it from doing so',
        '# a certificate of spec.servingCerts.namedCertificates: replace its secret in openshift-config',
      ],
    },
  ],
};
