import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** The loopback certificate is in memory only, so only a new process has a new one. */
export const restartProcess: Remedy = {
  advice: [
    'Restart the kube-apiserver process, one node at a time, and wait for /readyz before the next node. Nothing else renews this certificate: it is not in any file.',
  ],
  beware: [
    'deleting the mirror pod with kubectl does not restart the process, nor does restarting the kubelet.',
    'the loopback certificates of control planes that were installed together expire together: plan restarts of all of them.',
  ],
  procedures: proceduresFor('restart', noSituation),
};
