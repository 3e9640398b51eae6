import { join } from 'node:path';
import type { FilesToRead } from './look-at-files.js';

/** Where kubeadm keeps everything. */
export const kubeadmFolder = '/etc/kubernetes';

/**
 * The certificates of a control-plane node that kubeadm has set up: its PKI, its kubeconfigs, and the client certificate of the kubelet, which
 * renews itself and which kubeadm does not show.
 */
export function kubeadmFiles(folder: string = kubeadmFolder): FilesToRead {
  return {
    specs: [{ folder, patterns: ['pki/**/*.crt', '*.conf'] }],
    paths: folder === kubeadmFolder ? ['/var/lib/kubelet/pki/kubelet-client-current.pem'] : [],
  };
}

/** From which kubeadm has kube-apiserver serve. */
export function kubeadmServingFile(folder: string): string {
  return join(folder, 'pki', 'apiserver.crt');
}
