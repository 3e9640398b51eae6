import type { Steps } from '../procedure.js';
import { kubeadmInstallRenewedCa } from './install-renewed-ca.js';
import { kubeadmPublishCa, kubeadmRestartControllers } from './publish-ca.js';
import { kubeadmRenewCa } from './renew-ca.js';

/** A CA that ends gets a new certificate for its key: all that it has signed stays good, and each client may change at any time. */
export const kubeadmRotateCa: readonly Steps[] = [
  kubeadmRenewCa,
  kubeadmInstallRenewedCa,
  kubeadmRestartControllers,
  kubeadmPublishCa,
];
