import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** The file is right, but the process does not load it. */
export const serveFile: Remedy = {
  advice: [
    'Check again in a minute: since Kubernetes 1.17 kube-apiserver loads a renewed file without a restart. If it has not, compare the path with its --tls-cert-file, and whether certificate and key belong together, before anything else.',
  ],
  beware: [
    'never restart it while certificate and key do not belong together: it keeps the old certificate as long as it runs, and does not start again.',
  ],
  procedures: proceduresFor('serveFile', noSituation),
};
