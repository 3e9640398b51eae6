import { type Distribution, distributions } from '../procedures/distribution.js';
import { proceduresFor } from '../control-planes/procedures-for.js';
import type { Situation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** Where a renewal keeps the usage of the old certificate. */
const keepsUsage: readonly Distribution[] = ['kubeadm', 'kubespray', 'external CA'];

/** Issues a new serving certificate, because the usage of the present one is wrong. A renewal by kubeadm, and so by kubespray, would keep it. */
export function reissueForServers(situation: Situation): Remedy {
  return {
    advice: [
      'Issue a new serving certificate with the extended key usage serverAuth on each control-plane node: most likely, a client certificate is in its place. If a CA of it has the extension extendedKeyUsage, the CA needs serverAuth too: see openssl x509 -noout -ext extendedKeyUsage -in ca.crt.',
    ],
    beware: ['kubeadm certs renew keeps the usage of the old certificate: it does not help here.'],
    procedures: [
      ...proceduresFor('reissue', situation, keepsUsage),
      ...proceduresFor(
        'renew',
        situation,
        distributions.filter((name) => !keepsUsage.includes(name)),
      ),
    ],
  };
}
