import { clusterApi } from './cluster-api.js';
import type { Distribution } from '../procedures/distribution.js';
import { externalCa } from './external-ca.js';
import { hosted } from './hosted.js';
import { k3s } from './k3s.js';
import { kops } from './kops.js';
import { kubeadm } from './kubeadm.js';
import { kubespray } from './kubespray.js';
import { managed } from './managed.js';
import { microk8s } from './microk8s.js';
import { openshift } from './openshift.js';
import type { ControlPlaneKind } from '../procedures/procedure.js';
import { rke2 } from './rke2.js';
import { systemd } from './systemd.js';
import { talos } from './talos.js';

/** Everything that is known of each kind of control plane. */
export const controlPlanes: Readonly<Record<Distribution, ControlPlaneKind>> = {
  kubeadm,
  'external CA': externalCa,
  kubespray,
  systemd,
  'Cluster API': clusterApi,
  Talos: talos,
  K3s: k3s,
  RKE2: rke2,
  microk8s,
  kops,
  OpenShift: openshift,
  'hosted control plane': hosted,
  'managed service': managed,
};
