import type { Steps } from '../procedure.js';

const nothingChanges = {
  touches: 'Nothing: the commands only read.',
  takes: 'Seconds; nothing is away meanwhile.',
  back: ['# none is needed'],
} as const;

/** kubeadm renews nothing that it cannot sign, and says so: kubeadm v1.36, app/phases/certs/renewal/manager.go. */
export const externalCaFiles: Steps = {
  ...nothingChanges,
  lines: [
    'apiserver-cert-exporter check --kubeadm-dir /etc/kubernetes   # what it shows as externally managed is for those who run the CA',
    '# have each of these signed again with its subject, SANs and usages, by those who run the CA; then put certificate and key there together, and restart what uses them, one node at a time',
  ],
  worked: 'The list has the names and ends of all certificates; after the signing, their new ends.',
  basis:
    'kubeadm v1.36, cmd/kubeadm/app/phases/certs/renewal/manager.go; run on 1.20.2 and 1.36.3: test/integration/kubeadm-expiration.test.ts',
};

export const externalCaItself: Steps = {
  ...nothingChanges,
  lines: [
    'openssl crl2pkcs7 -nocrl -certfile /etc/kubernetes/pki/ca.crt | openssl pkcs7 -print_certs -noout   # whose CA it is',
    '# ask those who run it for a certificate of the same key and subject with a later end, and give that to all clients first, as on any other control plane',
  ],
  worked: 'It prints subject= and issuer= of each CA.',
  basis: 'Kubernetes documentation, tasks/tls/manual-rotation-of-ca-certificates (v1.34)',
};
