import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** Renews a certificate in a file, then restarts the processes that use it. */
export const renewFiles: Remedy = {
  advice: [
    'Renew the certificate in the file, then restart the processes that use it: not every process reloads its files.',
  ],
  beware: [
    'kubeadm certs renew does not renew the CAs or the certificate of the kubelet: the kubelet renews its own certificate, and replacing a CA is a project that needs planning.',
    'copies keep the old certificate: people who copied admin.conf to ~/.kube/config need the new one.',
  ],
  procedures: proceduresFor('renewFiles', noSituation),
};
