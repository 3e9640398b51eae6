import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** A CA ends. Every client has to get the new one before anything serves under it alone. */
export const rotateCa: Remedy = {
  advice: [
    'Renew or replace the CA, in this order: make the new CA certificate; give it to every client beside the old one (kubeconfigs, kubelets, controllers, ConfigMaps kube-root-ca.crt and cluster-info, webhooks, CI); and only then serve certificates that need it. With kubeadm, make a new certificate for the same key and subject: all that the CA has signed stays good, and each client may change at any time until the old one expires. Replace the key only if it is lost or has leaked.',
    'Renewing the serving certificate does not help: clients refuse it once its CA has expired, whatever its own dates say.',
    'If it is an intermediate that the server sends: get the renewed one from those who run that CA, and replace it in the file of --tls-cert-file, below the serving certificate.',
  ],
  beware: [
    'kubeadm certs renew does not renew CAs, and leaves signed by a CA do not outlive it.',
    'remove the old CA last, when no instance serves under it and no client has only it.',
    'never put a CA with another key alone into ca.crt: it is the CA of clients as well (--client-ca-file), and kubelets, controllers and people with certificates of the old one are locked out.',
  ],
  procedures: proceduresFor('rotateCa', noSituation),
};
