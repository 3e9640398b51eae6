import type { Steps } from '../procedure.js';
import { kubeadmDropOldCa } from './drop-old-ca.js';
import { kubeadmKubeletCertificate } from './kubelet-certificate.js';
import { kubeadmMakeNextCa, kubeadmTrustNextCa } from './next-ca.js';
import { kubeadmPublishCa, kubeadmRestartControllers } from './publish-ca.js';
import { kubeadmServeNextCa } from './serve-next-ca.js';

/** A CA with a new key: clients and servers trust both before anything is signed by the new one, and the old one goes last. */
export const kubeadmReplaceCa: readonly Steps[] = [
  kubeadmMakeNextCa,
  kubeadmTrustNextCa,
  kubeadmRestartControllers,
  kubeadmPublishCa,
  kubeadmServeNextCa,
  kubeadmKubeletCertificate,
  kubeadmDropOldCa,
];
