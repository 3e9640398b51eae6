import type { Remedy } from './remedy.js';
import { restartProcess } from './restart-process.js';

/** The file is as it should be; the process has to take it up. */
export const serveFile: Remedy = {
  advice: [
    'Look again in a minute: since Kubernetes 1.17 kube-apiserver takes a renewed file up by itself. When it has not, compare the path with its --tls-cert-file, see in its log whether certificate and key belong together, and restart it.',
  ],
  beware: ['certificate and key are renewed together: with a key that does not match, the old certificate stays.'],
  procedures: restartProcess.procedures,
};
