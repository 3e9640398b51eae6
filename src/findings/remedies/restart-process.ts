import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/*
 * What happens meanwhile: leases of 15 s with a renew deadline of 10 s are the defaults of component-base v1.36, config/v1alpha1/defaults.go;
 * without its lease, a controller exits (kubernetes v1.36, cmd/kube-controller-manager/app/controllermanager.go). kubeadm gives controllers, and
 * since 1.33 kubelets, the API server of their own node. A node is not ready after 40 s without a heartbeat, 50 s since 1.32 (kubernetes#126287),
 * and pods tolerate that for 300 s (plugin DefaultTolerationSeconds).
 * kube-vip writes vip_leaseduration 5 and vip_renewdeadline 3 into its manifests.
 */

/** The loopback certificate is in memory only, so only a new process has a new one. */
export const restartProcess: Remedy = {
  advice: [
    'Restart the kube-apiserver process, one node at a time, and wait for /readyz before the next node. Nothing else renews this certificate: it is not in any file.',
    'Meanwhile: a kube-controller-manager or kube-scheduler that asks only this API server, as on kubeadm, loses its lease after 10 s, is started again, and one on another node takes over. Watches end, and clients open them again, at another API server where there is a load balancer.',
    'A kubelet that asks only this API server cannot renew its node lease: the node may be NotReady for a moment, and no pod is evicted before five minutes. kube-vip moves the virtual address to another node, which ends connections through it.',
  ],
  beware: [
    'deleting the mirror pod with kubectl does not restart the process, nor does restarting the kubelet.',
    'the loopback certificates of control planes that were installed together expire together: plan restarts of all of them.',
  ],
  procedures: proceduresFor('restart', noSituation),
};
