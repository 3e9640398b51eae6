import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** A renewal keeps the names and changes the dates. */
export const renewCertificate: Remedy = {
  advice: [
    'Renew the serving certificate on each control-plane node. kube-apiserver loads the new file without a restart since Kubernetes 1.17. Before 1.17, follow docs/procedures/restart.md after that, on one node at a time.',
  ],
  beware: [
    'renewing keeps the SANs as they are: a name that is missing now stays missing.',
    'the other certificates of the node were most likely issued on the same day: check them too. The date of issue in certificates of old kubeadm (v1.20) is that of the CA.',
    'how long kubeadm makes the new one valid is in ConfigMap kubeadm-config since v1beta4 (Kubernetes 1.31): certificateValidityPeriod, else 365 days. Without the key of the CA on the node, it renews nothing.',
  ],
  procedures: proceduresFor('renew', noSituation),
};
