import { base64 } from '../fixtures/base64.js';

/** A kubeconfig as kubeadm writes it: of cluster `kubernetes`, with the CA and the client certificate of one user. */
export function kubeconfigText(user: string, caPem: string, clientPem: string): string {
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(caPem)}
    server: https://10.225.4.51:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: ${user}
  name: ${user}@kubernetes
current-context: ${user}@kubernetes
kind: Config
preferences: {}
users:
- name: ${user}
  user:
    client-certificate-data: ${base64(clientPem)}
    client-key-data: ${base64('-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n')}
`;
}
