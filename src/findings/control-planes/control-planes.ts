import type { Distribution } from '../procedures/distribution.js';
import { externalCa } from './external-ca.js';
import { k3s } from './k3s.js';
import { kops } from './kops.js';
import { kubeadm } from './kubeadm.js';
import { kubespray } from './kubespray.js';
import { microk8s } from './microk8s.js';
import { openshift } from './openshift.js';
import type { ControlPlaneKind } from '../procedures/procedure.js';
import { rke2 } from './rke2.js';

/** Everything that is known of each kind of control plane. */
export const controlPlanes: Readonly<Record<Distribution, ControlPlaneKind>> = {
  kubeadm,
  'external CA': externalCa,
  kubespray,
  K3s: k3s,
  RKE2: rke2,
  microk8s,
  kops,
  OpenShift: openshift,
};
