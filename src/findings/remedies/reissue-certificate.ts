import type { ExpectedSans } from './expected-sans.js';
import type { Procedure, Remedy } from './remedy.js';

/** Issues a new serving certificate with every name that it should have: the missing ones, and those that it must not lose. */
export function reissueCertificate(sans: ExpectedSans): Remedy {
  return {
    advice: [
      'Issue a new serving certificate on each control-plane node, with all present SANs and the missing ones. kube-apiserver loads the new file without a restart since Kubernetes 1.17; restart older versions.',
    ],
    beware: [
      'kubeadm certs renew keeps the old SANs: it does not help here.',
      'with only the flag --apiserver-cert-extra-sans, kubeadm uses defaults for everything else, which can drop SANs: use --config instead.',
      'kubeadm skips files that exist: move both apiserver.crt and apiserver.key away.',
    ],
    procedures: [kubeadm(sans), ...others(sans.missing)],
  };
}

/**
 * Lists all names in certSANs, also those that kubeadm would add automatically. Which names it adds depends on the node, and on settings
 * that are not in the ConfigMap, such as the advertise address.
 */
function kubeadm({ missing, present, cut }: ExpectedSans): Procedure {
  // Stop the commands while a missing SAN is not in kubeadm.yaml. Without these checks, pasting everything at once would issue a
  // certificate that still lacks the missing SANs, and that loses those that only the old certificate had.
  const edited = missing.map((san) => `grep -qwF '${san}' kubeadm.yaml`);
  return {
    distributions: ['kubeadm'],
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
  };
}

/** Joins commands into one command of several lines that stops at the first failure. */
function chain(...commands: readonly string[]): readonly string[] {
  return commands.map((command, i) => `${i > 0 ? '  && ' : ''}${command}${i < commands.length - 1 ? ' \\' : ''}`);
}

/** These distributions add their own defaults, so their settings need only the missing names. */
function others(missing: readonly string[]): readonly Procedure[] {
  const list = missing.map((san) => `"${san}"`).join(', ');
  return [
    {
      distributions: ['kubespray'],
      lines: [
        `# add these to the existing entries, and run cluster.yml again: supplementary_addresses_in_ssl_keys: [${list}]`,
      ],
    },
    {
      distributions: ['K3s', 'RKE2'],
      lines: [
        `# add these to the existing entries in /etc/rancher/k3s/config.yaml (RKE2: rke2), save it, then restart: tls-san: [${list}]`,
        'systemctl restart k3s   # RKE2: rke2-server',
      ],
    },
    {
      distributions: ['microk8s'],
      lines: [
        `# add to [ alt_names ] in /var/snap/microk8s/current/certs/csr.conf.template: ${missing.join(', ')}`,
        'microk8s refresh-certs -e server.crt',
      ],
    },
    {
      distributions: ['kops'],
      lines: [
        `# kops edit cluster, and add these to the existing entries: spec: {api: {additionalSANs: [${list}]}}`,
        'kops update cluster --yes && kops rolling-update cluster --yes',
      ],
    },
    {
      distributions: ['OpenShift'],
      lines: [
        '# oc edit apiserver cluster: spec.servingCerts.namedCertificates, with a TLS secret in openshift-config for these names',
        '# never for api-int: that leaves the cluster degraded',
      ],
    },
  ];
}
