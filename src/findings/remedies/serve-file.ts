import type { Remedy } from './remedy.js';
import { restartProcess } from './restart-process.js';

/** The file is right, but the process has to load it. */
export const serveFile: Remedy = {
  advice: [
    'Check again in a minute: since Kubernetes 1.17 kube-apiserver loads a renewed file without a restart. If it has not, compare the path with its --tls-cert-file, check in its log whether certificate and key belong together, and restart it.',
  ],
  beware: [
    'renew certificate and key together: with a key that does not match, kube-apiserver keeps the old certificate.',
  ],
  procedures: restartProcess.procedures,
};
