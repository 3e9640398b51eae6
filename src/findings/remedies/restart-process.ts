import type { Remedy } from './remedy.js';

/** The loopback certificate is in memory only, so only a new process has a new one. */
export const restartProcess: Remedy = {
  advice: [
    'Restart the kube-apiserver process, one node at a time, and wait for /readyz before the next node. Nothing else renews this certificate: it is not in any file.',
  ],
  beware: [
    'deleting the mirror pod with kubectl does not restart the process, nor does restarting the kubelet.',
    'the loopback certificates of control planes that were installed together expire together: plan restarts of all of them.',
  ],
  procedures: [
    {
      distributions: ['kubeadm', 'kubespray'],
      lines: [
        '# on each control-plane node, move the manifest out for a while and back:',
        'mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/ && sleep 20 && mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/',
        '# or remove the pod sandbox instead, and the kubelet makes a new one: crictl rmp -f $(crictl pods -q --name kube-apiserver)',
        '# wait for ok before you go on to the next node (if anonymous requests are off, it never comes: use kubectl get --raw /readyz against this node instead):',
        'until curl -skf https://127.0.0.1:6443/readyz; do sleep 2; done',
      ],
    },
    { distributions: ['K3s'], lines: ['systemctl restart k3s'] },
    {
      distributions: ['RKE2'],
      lines: [
        'mv /var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml /root/ && sleep 20 && mv /root/kube-apiserver.yaml /var/lib/rancher/rke2/agent/pod-manifests/',
      ],
    },
    { distributions: ['microk8s'], lines: ['snap restart microk8s.daemon-kubelite'] },
    {
      distributions: ['kops'],
      lines: ['kops rolling-update cluster --instance-group-roles=control-plane --force --yes'],
    },
    {
      distributions: ['OpenShift'],
      lines: [
        `oc patch kubeapiserver cluster --type=merge -p '{"spec":{"forceRedeploymentReason":"loopback-'$(date +%s)'"}}'`,
      ],
    },
  ],
};
