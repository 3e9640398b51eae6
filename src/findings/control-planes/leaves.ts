import type { Leaf } from '../procedures/procedure.js';

/** kubeadm, and all that use it. The replaced CA of `replaceCa` has the time in its name, as those of K3s. */
export function isMadeByKubeadm({ subjectCommonName, issuerCommonName }: Leaf): boolean {
  return subjectCommonName === 'kube-apiserver' && /^kubernetes(@\d+)?$/.test(issuerCommonName ?? '');
}

/** The name of the local load balancer of kubespray. It is a SAN by default in older versions (kubespray at 06579ab, kubeadm-setup.yml). */
export function hasKubesprayName({ dnsNames }: Leaf): boolean {
  return dnsNames.includes('lb-apiserver.kubernetes.local');
}

/** The names of EKS and AKS. Certificates of GKE have no name that shows it. */
export function hasProviderName({ dnsNames }: Leaf): boolean {
  return dnsNames.some((name) => /\.(eks\.amazonaws\.com(\.cn)?|azmk8s\.io)$/.test(name));
}
