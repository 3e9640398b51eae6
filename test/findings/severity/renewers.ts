/** What renews certificates of control planes, and when. Each has its source. */
export interface Renewer {
  readonly what: string;
  readonly kind: 'serving' | 'file';
  /** Of the lifetime. */
  readonly days: number;
  /** What is left of the lifetime at each renewal, one after the other; the last one goes on. */
  readonly shares: readonly number[];
}

const third = 1 / 3;

/** client-go, util/certificate: nextRotationDeadline is at 70 to 90 % of the lifetime. The whole range, late and early ones in turn. */
const kubelet = [0.3, 0.11, 0.25, 0.15, 0.29, 0.101, 0.2, 0.12];

/** step-ca: a third, plus a random twentieth. */
const stepCa = [0.38, 0.34, 0.36, 0.335, 0.37];

/** consul-template, dependency/vault_pki.go: after 87 to 92 % of the lifetime. */
const consulTemplate = [0.08, 0.1, 0.09, 0.095];

export const renewers: readonly Renewer[] = [
  { what: 'kubeadm, by people', kind: 'serving', days: 365, shares: [0.09] },
  { what: 'K3s, at a restart', kind: 'serving', days: 365, shares: [0.246] },
  { what: 'OpenShift', kind: 'serving', days: 30, shares: [0.5] },
  { what: 'cert-manager, ACME', kind: 'serving', days: 90, shares: [third] },
  { what: 'cert-manager', kind: 'serving', days: 5, shares: [third] },
  { what: 'cert-manager', kind: 'serving', days: 1, shares: [third] },
  { what: 'step-ca', kind: 'serving', days: 1, shares: stepCa },
  { what: 'SPIRE, Talos: at half of the lifetime', kind: 'serving', days: 1, shares: [0.5] },
  { what: 'at a third of the lifetime', kind: 'serving', days: 1, shares: [2 / 3] },
  { what: "consul-template's pkiCert", kind: 'serving', days: 1, shares: consulTemplate },
  { what: 'kubelet, client certificate', kind: 'file', days: 365, shares: kubelet },
  { what: 'kubelet, client certificate', kind: 'file', days: 5, shares: kubelet },
  { what: 'kubelet, client certificate', kind: 'file', days: 1, shares: kubelet },
  { what: 'nothing', kind: 'serving', days: 5, shares: [0] },
  { what: 'nothing', kind: 'serving', days: 1, shares: [0] },
  { what: 'nothing', kind: 'file', days: 5, shares: [0] },
  {
    what: 'people, some hours after each ticket',
    kind: 'serving',
    days: 5,
    shares: [0.55, 0.5, 0.33, 0.55, 0.5, 0.55, 0.2, 0.5],
  },
  { what: 'people, each week', kind: 'serving', days: 10, shares: [0.3] },
  { what: 'cert-manager, which stops in the fifth', kind: 'serving', days: 5, shares: [third, third, third, third, 0] },
];
