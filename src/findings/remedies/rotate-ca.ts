import type { Remedy } from './remedy.js';

/** A CA ends. Every client has to get the new one before anything serves under it alone. */
export const rotateCa: Remedy = {
  advice: [
    'Renew or replace the CA, in this order: make the new CA certificate; give it to every client beside the old one (kubeconfigs, kubelets, controllers, ConfigMaps kube-root-ca.crt and cluster-info, webhooks, CI); and only then serve certificates that need it. A new certificate for the same key and subject is the smallest step: all that the CA has signed stays good, and each client may change at any time.',
    'Renewing the serving certificate does not help: clients refuse it once its CA has expired, whatever its own dates say.',
    'If it is an intermediate that the server sends: get the renewed one from those who run that CA, and replace it in the file of --tls-cert-file, below the serving certificate.',
  ],
  beware: [
    'kubeadm certs renew does not renew CAs, and leaves signed by a CA do not outlive it.',
    'remove the old CA last, when no instance serves under it and no client has only it.',
    'client certificates (kubelets, admin.conf) are signed by a CA as well: with a new key, kube-apiserver needs both CAs in --client-ca-file until all of them are replaced.',
  ],
  procedures: [
    {
      distributions: ['kubeadm', 'kubespray'],
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
    },
    {
      distributions: ['K3s', 'RKE2'],
      lines: [
        '# on one server: contrib/util/rotate-default-ca-certs.sh of github.com/k3s-io/k3s (RKE2: PRODUCT=rke2) fills the folder server/rotate-ca with CAs that the old ones have cross-signed',
        '# check that folder, and then:',
        'k3s certificate rotate-ca --path=/var/lib/rancher/k3s/server/rotate-ca   # RKE2: rke2, /var/lib/rancher/rke2',
        '# then restart k3s (RKE2: rke2-server) on one server at a time, then the agents; give everyone the new kubeconfig',
      ],
    },
    {
      distributions: ['microk8s'],
      lines: [
        'microk8s refresh-certs -c   # when the CA ends',
        '# in a maintenance window, because it restarts microk8s, and each other node has to leave and join again: microk8s refresh-certs -e ca.crt',
      ],
    },
    {
      distributions: ['kops'],
      lines: [
        '# stage the new CA beside the old one:',
        'kops create keypair kubernetes-ca && kops update cluster --yes && kops rolling-update cluster --yes',
        'kops export kubecfg   # it has both CAs: give it to all clients, and only then go on',
        '# kops promote keypair kubernetes-ca && kops update cluster --yes && kops rolling-update cluster --yes',
        '# when all clients have new credentials: kops distrust keypair kubernetes-ca && kops update cluster --yes && kops rolling-update cluster --yes',
      ],
    },
    {
      distributions: ['OpenShift'],
      lines: [
        'oc get clusteroperator kube-apiserver   # its operator rotates its CAs by itself: see what keeps it from doing so',
        '# then fetch new kubeconfigs: old ones have only the old CAs',
      ],
    },
  ],
};
