import type { Steps } from '../procedure.js';
import { compareServed } from '../compare-served.js';
import { flagOf } from '../shell.js';
import { kubeadmServer } from './restart.js';
import { ownBash } from '../own-bash.js';

/** Reads only. A restart is no part of it: it is fatal where the files do not belong together, and hardly ever needed where they do. */
export const kubeadmServeFile: Steps = {
  touches:
    'It changes nothing: it compares the files of the node where it is run with each other, and with what is served.',
  takes: 'Seconds, or a minute if the server has not loaded the files yet.',
  lines: [
    '# on the node:',
    ...ownBash(`flags='${kubeadmServer.manifest}'`, flagOf, ...compareServed),
    '# if it says that the key does not belong to the certificate: never restart kube-apiserver, but put back both files from one backup, or renew',
    '# both. If it says that a restart is needed: docs/procedures/restart.md',
  ],
  worked: 'It prints `127.0.0.1:6443 serves /etc/kubernetes/pki/apiserver.crt.`.',
  back: ['# none is needed: nothing was changed'],
  basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/restart.test.ts',
};
