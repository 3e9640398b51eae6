import { kubeadmSans } from '../procedures/kubeadm-sans.js';
import { proceduresFor } from '../control-planes/procedures-for.js';
import type { Situation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** Issues a new serving certificate with every name that it should have: the missing ones, and those that it must not lose. */
export function reissueCertificate(situation: Situation): Remedy {
  const { refused } = kubeadmSans(situation.sans.missing);
  return {
    advice: [
      'Issue a new serving certificate on each control-plane node, with all present SANs and the missing ones. kube-apiserver loads the new file without a restart since Kubernetes 1.17. Before 1.17, follow docs/procedures/restart.md after that, on one node at a time.',
      ...(refused.length > 0 ? [refusedAdvice(refused)] : []),
    ],
    beware: [
      'kubeadm certs renew keeps the old SANs: it does not help here.',
      'never move the old pair away first: kubeadm makes no new one without ca.key, without a default route, or with a SAN that it refuses.',
      'by hand, kubeadm loses SANs: with the flag --apiserver-cert-extra-sans alone, without a document of kind InitConfiguration (it takes the host name and the default route), and it takes only the last of two blocks apiServer. Judge by the certificate that was made.',
    ],
    procedures: proceduresFor('reissue', situation),
  };
}

/** A name that is in use stays in use until its clients know another one. */
function refusedAdvice(refused: readonly string[]): string {
  return `kubeadm refuses these as SANs, because they are neither IP addresses nor DNS names by RFC 1123 (with _, for example), so its procedure leaves them out: ${refused.join(', ')}. Give their clients another name, or set tls-server-name in their kubeconfigs to a name that is covered.`;
}
