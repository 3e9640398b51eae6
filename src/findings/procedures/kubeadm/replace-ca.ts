import type { Steps } from '../procedure.js';
import { kubeadmDropOldCa } from './drop-old-ca.js';
import { kubeadmKubeletCertificate } from './kubelet-certificate.js';
import { kubeadmMakeNextCa, kubeadmTrustNextCa } from './next-ca.js';
import { kubeadmPublishCa, kubeadmRestartControllers } from './publish-ca.js';
import { kubeadmServeNextCa } from './serve-next-ca.js';

/** A CA with a new key: clients and servers trust both before anything is signed by the new one, and the old one goes last. */
export const kubeadmReplaceCa: readonly Steps[] = [
  { stage: '1. A CA with a new key', ...kubeadmMakeNextCa },
  { stage: '2. Trust both on each node', ...kubeadmTrustNextCa },
  { stage: '3. Restart the controllers', ...kubeadmRestartControllers },
  { stage: '4. Give both to pods and to nodes that join', ...kubeadmPublishCa },
  { stage: '5. Serve certificates of the new one', ...kubeadmServeNextCa },
  { stage: '6. New certificates for the kubelets', ...kubeadmKubeletCertificate },
  { stage: '7. Drop the old one', ...kubeadmDropOldCa },
];
