import { proceduresFor } from '../control-planes/procedures-for.js';
import type { Situation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** Issues a new serving certificate with every name that it should have: the missing ones, and those that it must not lose. */
export function reissueCertificate(situation: Situation): Remedy {
  return {
    advice: [
      'Issue a new serving certificate on each control-plane node, with all present SANs and the missing ones. kube-apiserver loads the new file without a restart since Kubernetes 1.17; restart older versions.',
    ],
    beware: [
      'kubeadm certs renew keeps the old SANs: it does not help here.',
      'with only the flag --apiserver-cert-extra-sans, kubeadm uses defaults for everything else, which can drop SANs: use --config instead.',
      'kubeadm skips files that exist: move both apiserver.crt and apiserver.key away.',
    ],
    procedures: proceduresFor('reissue', situation),
  };
}
