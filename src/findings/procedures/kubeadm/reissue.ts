import type { Steps } from '../procedure.js';
import type { Situation } from '../situation.js';

/**
 * Lists all names in certSANs, also those that kubeadm would add automatically. Which names it adds depends on the node, and on settings
 * that are not in the ConfigMap, such as the advertise address.
 */
export function kubeadmReissue({ sans: { missing, present, cut } }: Situation): Steps {
  // Stop the commands while a missing SAN is not in kubeadm.yaml. Without these checks, pasting everything at once would issue a
  // certificate that still lacks the missing SANs, and that loses those that only the old certificate had.
  const edited = missing.map((san) => `grep -qwF '${san}' kubeadm.yaml`);
  return {
    touches: 'It replaces /etc/kubernetes/pki/apiserver.crt and apiserver.key on each control-plane node.',
    takes: 'A minute for each node; nothing is away meanwhile.',
    lines: [
      '# on a control-plane node:',
      'export KUBECONFIG=/etc/kubernetes/admin.conf',
      "kubectl -n kube-system get cm kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' > kubeadm.yaml",
      '# edit kubeadm.yaml so that it has all of these SANs:',
      '# apiServer:',
      '#   certSANs:',
      ...missing.map((san) => `#   - "${san}"   # missing now`),
      ...present.map((san) => `#   - "${san}"`),
      ...(cut ? ['#   and further ones: the certificates have more than are listed here'] : []),
      '# on each control-plane node, with this kubeadm.yaml (does nothing until every missing SAN is in it):',
      ...chain(
        ...edited,
        'mkdir -p /root/pki-before',
        'mv /etc/kubernetes/pki/apiserver.{crt,key} /root/pki-before/',
        'kubeadm init phase certs apiserver --config kubeadm.yaml',
      ),
      '# once, so that joins and upgrades keep the SANs:',
      ...chain(...edited, 'kubeadm init phase upload-config kubeadm --config kubeadm.yaml'),
    ],
    worked: 'The certificate that is served has the names.',
    back: ['# move both files back from the backup'],
    basis: 'to be tried',
  };
}

/** Joins commands into one command of several lines that stops at the first failure. */
function chain(...commands: readonly string[]): readonly string[] {
  return commands.map((command, i) => `${i > 0 ? '  && ' : ''}${command}${i < commands.length - 1 ? ' \\' : ''}`);
}
