import type { Steps } from '../procedure.js';
import { kubeadmInstallRenewedCa } from './install-renewed-ca.js';
import { kubeadmPublishCa, kubeadmRestartControllers } from './publish-ca.js';
import { kubeadmRenewCa } from './renew-ca.js';

/** A CA that ends gets a new certificate for its key: all that it has signed stays good, and each client may change at any time. */
export const kubeadmRotateCa: readonly Steps[] = [
  { stage: '1. New certificates for the same keys', ...kubeadmRenewCa },
  { stage: '2. Install them on each node', ...kubeadmInstallRenewedCa },
  { stage: '3. Restart the controllers', ...kubeadmRestartControllers },
  { stage: '4. Give them to pods and to nodes that join', ...kubeadmPublishCa },
];
