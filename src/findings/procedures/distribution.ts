/** The kinds of control planes, most of them by the tool that set them up. How to repair a control plane depends on it. */
export const distributions = [
  'kubeadm',
  'external CA',
  'kubespray',
  'systemd',
  'Cluster API',
  'Talos',
  'K3s',
  'RKE2',
  'microk8s',
  'kops',
  'OpenShift',
  'hosted control plane',
  'managed service',
] as const;
export type Distribution = (typeof distributions)[number];

/** The name of a kind on the command line: `external-ca`. */
export function slugOf(distribution: Distribution): string {
  return distribution.toLowerCase().replaceAll(' ', '-');
}
