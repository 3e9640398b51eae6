import { bashLines } from '../procedures/bash-lines.js';
import { kubeadm } from './kubeadm.js';
import { hasKubesprayName, hasProviderName, isMadeByKubeadm } from './leaves.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

/** Its playbook removes apiserver.{crt,key} before kubeadm makes new ones, and does nothing where the certificate has all names already. */
function inventory({ sans: { missing } }: Situation): Steps {
  return {
    stage: 'after that, its inventory',
    touches: 'A file of the inventory of kubespray, so that its next run wants the same names; no node changes.',
    takes: 'Seconds. The next run of cluster.yml finds all names in the certificates, and leaves them as they are.',
    lines: [
      '# where kubespray is run: add these to the entries that the list in group_vars has already',
      '# supplementary_addresses_in_ssl_keys:',
      ...missing.map((san) => `#   - "${san}"`),
      '# then, with the path of your inventory instead of inventory/mycluster/hosts.yaml:',
      'ansible -i inventory/mycluster/hosts.yaml kube_control_plane -m debug -a var=supplementary_addresses_in_ssl_keys',
    ],
    worked: 'It prints the whole list for each control-plane node.',
    back: ['# take the names out of the list. Certificates keep them until they are issued anew'],
    basis: 'kubespray at 06579ab, roles/kubernetes/control-plane/tasks/kubeadm-setup.yml',
  };
}

const timer: Steps = {
  stage: 'its own timer',
  touches: 'It shows when the script of kubespray runs next and what it did last, and changes nothing.',
  takes:
    'Seconds. Be there when the timer runs: the script restarts etcd and the control plane of a node all at once, by crictl rmp -f, and asks nobody whether the other nodes are healthy.',
  lines: bashLines`
    # on each control-plane node, where auto_renew_certificates is set. The newer script renews only what ends within 7 days of its next run:
    systemctl list-timers --all k8s-certs-renew.timer
    journalctl -u k8s-certs-renew.service --no-pager -n 50
  `,
  worked: 'The time of the next run is not the same on two nodes, and is before the end of the certificates.',
  back: ['# none is needed: it changes nothing'],
  basis:
    'kubespray at 375f62e, roles/kubernetes/control-plane/files/k8s-certs-renew.py; at 157187e, templates/k8s-certs-renew.sh.j2 renews everything at each run',
};

/** kubespray uses kubeadm for certificates. Newer versions add localhost to the SANs, but so do others. */
export const kubespray: ControlPlaneKind = {
  recognises: (leaf) =>
    isMadeByKubeadm(leaf) && !hasProviderName(leaf) && (hasKubesprayName(leaf) || leaf.dnsNames.includes('localhost')),
  restart: kubeadm.restart,
  serveFile: kubeadm.serveFile,
  renew: kubeadm.renew,
  reissue: [...kubeadm.reissue, inventory],
  renewFiles: [...kubeadm.renewFiles, timer],
  rotateCa: kubeadm.rotateCa,
  replaceCa: kubeadm.replaceCa,
};
