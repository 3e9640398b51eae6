import { join } from 'node:path';
import type { FilesToRead } from './read-files.js';

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

/** The file from which kube-apiserver serves where kubeadm has set it up. */
export function kubeadmServingFile(folder: string): string {
  return join(folder, 'pki', 'apiserver.crt');
}

/** The names that kubeadm gives to certificate authorities. */
export type KubeadmAuthority = 'ca' | 'etcd-ca' | 'front-proxy-ca';

/** One certificate of a control-plane node, as kubeadm knows it. */
export interface KubeadmCertificate {
  readonly name: string;
  /** Relative to kubeadm's folder. */
  readonly path: string;
  readonly authority: KubeadmAuthority;
  /** Not every node has it, so it is never reported as missing. */
  readonly optional?: boolean;
}

/** The certificates that `kubeadm certs check-expiration` lists, in its order (cmd/kubeadm/app/phases/certs/renewal, NewManager). */
export const kubeadmCertificates: readonly KubeadmCertificate[] = [
  { name: 'admin.conf', path: 'admin.conf', authority: 'ca' },
  { name: 'apiserver', path: 'pki/apiserver.crt', authority: 'ca' },
  { name: 'apiserver-etcd-client', path: 'pki/apiserver-etcd-client.crt', authority: 'etcd-ca' },
  { name: 'apiserver-kubelet-client', path: 'pki/apiserver-kubelet-client.crt', authority: 'ca' },
  { name: 'controller-manager.conf', path: 'controller-manager.conf', authority: 'ca' },
  { name: 'etcd-healthcheck-client', path: 'pki/etcd/healthcheck-client.crt', authority: 'etcd-ca' },
  { name: 'etcd-peer', path: 'pki/etcd/peer.crt', authority: 'etcd-ca' },
  { name: 'etcd-server', path: 'pki/etcd/server.crt', authority: 'etcd-ca' },
  { name: 'front-proxy-client', path: 'pki/front-proxy-client.crt', authority: 'front-proxy-ca' },
  { name: 'scheduler.conf', path: 'scheduler.conf', authority: 'ca' },
  // Since 1.29, on the first node only.
  { name: 'super-admin.conf', path: 'super-admin.conf', authority: 'ca', optional: true },
];

/** `key`: the path of its key, unless the CA is managed elsewhere. kubeadm before 1.20.15 always took etcd's CA for its own, by mistake. */
export const kubeadmAuthorities: readonly {
  readonly name: KubeadmAuthority;
  readonly path: string;
  readonly key: string;
}[] = [
  { name: 'ca', path: 'pki/ca.crt', key: 'pki/ca.key' },
  { name: 'etcd-ca', path: 'pki/etcd/ca.crt', key: 'pki/etcd/ca.key' },
  { name: 'front-proxy-ca', path: 'pki/front-proxy-ca.crt', key: 'pki/front-proxy-ca.key' },
];
