import type { ExpectedSans } from './expected-sans.js';
import type { Procedure, Remedy } from './remedy.js';

/** A new serving certificate with every name that it should have: those that are missing, and those that it must not lose. */
export function reissueCertificate(sans: ExpectedSans): Remedy {
  return {
    advice: [
      'Issue the serving certificate anew on each control-plane node, with the SANs that are there and those that are missing. kube-apiserver takes the new file up by itself since Kubernetes 1.17; restart older ones.',
    ],
    beware: [
      'kubeadm certs renew keeps the old SANs: it does not help here.',
      'the bare flag --apiserver-cert-extra-sans makes kubeadm fall back to defaults for all else, which can drop SANs: use --config.',
      'kubeadm skips what exists: move apiserver.crt and apiserver.key away, both.',
    ],
    procedures: [kubeadm(sans), ...others(sans.missing)],
  };
}

/**
 * All names stand in certSANs, also those that kubeadm would add by itself: which they are depends on the node, and on settings that the
 * ConfigMap does not hold, such as the advertise address.
 */
function kubeadm({ missing, present }: ExpectedSans): Procedure {
  // Whoever pastes all of it at once must not get the old certificate again, without the SANs that only it had.
  const edited = missing.map((san) => `grep -qwF '${san}' kubeadm.yaml`);
  return {
    distributions: ['kubeadm'],
    lines: [
      '# on a control-plane node:',
      'export KUBECONFIG=/etc/kubernetes/admin.conf',
      "kubectl -n kube-system get cm kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' > kubeadm.yaml",
      '# edit kubeadm.yaml, so that it holds all SANs as they should be:',
      '# apiServer:',
      '#   certSANs:',
      ...missing.map((san) => `#   - "${san}"   # missing now`),
      ...present.map((san) => `#   - "${san}"`),
      '# on each control-plane node, with this kubeadm.yaml; does nothing while a missing SAN is not in it:',
      ...chain(
        ...edited,
        'mkdir -p /root/pki-before',
        'mv /etc/kubernetes/pki/apiserver.{crt,key} /root/pki-before/',
        'kubeadm init phase certs apiserver --config kubeadm.yaml',
      ),
      '# once, so that joins and upgrades keep them:',
      ...chain(...edited, 'kubeadm init phase upload-config kubeadm --config kubeadm.yaml'),
    ],
  };
}

/** One command of several lines, which ends at the first part that fails. */
function chain(...commands: readonly string[]): readonly string[] {
  return commands.map((command, i) => `${i > 0 ? '  && ' : ''}${command}${i < commands.length - 1 ? ' \\' : ''}`);
}

/** Their settings hold extra names only: each adds its own defaults. */
function others(missing: readonly string[]): readonly Procedure[] {
  const list = missing.map((san) => `"${san}"`).join(', ');
  return [
    {
      distributions: ['kubespray'],
      lines: [`# add to what is there, and run cluster.yml again: supplementary_addresses_in_ssl_keys: [${list}]`],
    },
    {
      distributions: ['K3s', 'RKE2'],
      lines: [
        `# add to what is there in /etc/rancher/k3s/config.yaml (RKE2: rke2), and restart when it is saved: tls-san: [${list}]`,
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
        `# kops edit cluster, and add to what is there: spec: {api: {additionalSANs: [${list}]}}`,
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
