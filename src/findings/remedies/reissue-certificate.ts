import type { ExpectedSans } from '../expected-sans.js';
import type { Procedure, Remedy } from '../remedy.js';

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
  return {
    distributions: ['kubeadm'],
    lines: [
      '# on a control-plane node:',
      'export KUBECONFIG=/etc/kubernetes/admin.conf',
      "kubectl -n kube-system get cm kubeadm-config -o jsonpath='{.data.ClusterConfiguration}' > kubeadm.yaml",
      '# edit kubeadm.yaml, so that it holds all SANs as they should be:',
      'apiServer:',
      '  certSANs:',
      ...missing.map((san) => `  - "${san}"   # missing now`),
      ...present.map((san) => `  - "${san}"`),
      '# on each control-plane node, with this kubeadm.yaml:',
      'mkdir -p /root/pki-before && mv /etc/kubernetes/pki/apiserver.{crt,key} /root/pki-before/',
      'kubeadm init phase certs apiserver --config kubeadm.yaml',
      '# once, so that joins and upgrades keep them:',
      'kubeadm init phase upload-config kubeadm --config kubeadm.yaml',
    ],
  };
}

/** Their settings hold extra names only: each adds its own defaults. */
function others(missing: readonly string[]): readonly Procedure[] {
  const list = missing.map((san) => `"${san}"`).join(', ');
  return [
    {
      distributions: ['kubespray'],
      lines: [`supplementary_addresses_in_ssl_keys: [${list}]   # add to what is there, and run cluster.yml again`],
    },
    {
      distributions: ['K3s', 'RKE2'],
      lines: [
        `tls-san: [${list}]   # add to what is there, in /etc/rancher/k3s/config.yaml (RKE2: rke2)`,
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
        `spec: {api: {additionalSANs: [${list}]}}   # add to what is there: kops edit cluster`,
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
