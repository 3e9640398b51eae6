import type { TargetReport } from '../../probe/report.js';
import type { Certificate } from '../../x509/certificate.js';
import { isDynamicListener } from '../../x509/dynamiclistener.js';

/** The tools that set up control planes. How to repair a control plane depends on the tool. */
export const distributions = ['kubeadm', 'kubespray', 'K3s', 'RKE2', 'microk8s', 'kops', 'OpenShift'] as const;
export type Distribution = (typeof distributions)[number];

type Leaf = Pick<Certificate, 'subject' | 'issuer' | 'subjectCommonName' | 'issuerCommonName'>;

/** Recognises distributions by the names in their certificates. kubespray uses kubeadm to make them, so the two have the same names. */
const marks: readonly (readonly [readonly Distribution[], (leaf: Leaf) => boolean])[] = [
  [
    ['kubeadm', 'kubespray'],
    (leaf) => leaf.subjectCommonName === 'kube-apiserver' && leaf.issuerCommonName === 'kubernetes',
  ],
  [
    ['K3s', 'RKE2'],
    (leaf) => isDynamicListener(leaf) || /^(k3s|rke2)-server-ca@\d+$/.test(leaf.issuerCommonName ?? ''),
  ],
  [['microk8s'], (leaf) => /(^|[,+] ?)O=Canonical($|[,+])/.test(leaf.subject)],
  [['kops'], (leaf) => leaf.issuerCommonName === 'kubernetes-ca'],
  [
    ['OpenShift'],
    (leaf) => /^kube-apiserver-(lb|localhost|service-network)-signer(@\d+)?$/.test(leaf.issuerCommonName ?? ''),
  ],
];

/** Guesses the distributions of a target from its serving certificates. The guess only decides which procedures are shown first. */
export function distributionsOf({ reports }: TargetReport): readonly Distribution[] {
  const leaves = reports.flatMap(({ serving }) => serving?.[0] ?? []);
  return marks.flatMap(([found, matches]) => (leaves.some(matches) ? found : []));
}
