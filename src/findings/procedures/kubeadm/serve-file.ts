import type { Steps } from '../procedure.js';
import { addressOf, flagOf, servingPair, refusals, emptyInputSubshell } from '../shell.js';
import { kubeadmServer } from './restart.js';

/** Reads only. A restart is no part of it: it is fatal where the files do not belong together, and hardly ever needed where they do. */
export const kubeadmServeFile: Steps = {
  touches:
    'It changes nothing: it compares the files of the node where it is run with each other, and with what is served.',
  takes: 'Seconds, or a minute if the server has not loaded the files yet.',
  lines: [
    '# on the node:',
    ...emptyInputSubshell(
      ...refusals,
      `flags='${kubeadmServer.manifest}'`,
      flagOf,
      ...addressOf,
      ...servingPair,
      'cert=$(flag tls-cert-file)',
      'print() { openssl x509 -noout -fingerprint -sha256 2> /dev/null; }',
      'served() { timeout --foreground 10 openssl s_client -connect "$address" < /dev/null 2> /dev/null | print; }',
      'for second in $(seq 70); do',
      '  if [ "$(served)" = "$(print < "$cert")" ]; then echo "$address serves $cert."; exit 0; fi',
      '  sleep 1',
      'done',
      'stop "$cert and its key belong together, but $address does not serve them: restart this kube-apiserver"',
    ),
    '# if it says that the key does not belong to the certificate: never restart kube-apiserver, but put back both files from one backup, or renew',
    '# both. If it says that a restart is needed: docs/procedures/restart.md',
  ],
  worked: 'It prints `127.0.0.1:6443 serves /etc/kubernetes/pki/apiserver.crt.`.',
  back: ['# none is needed: nothing was changed'],
  basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/restart.test.ts',
};
