import type { Steps } from '../procedure.js';
import type { Situation } from '../situation.js';
import { findPair } from './serving-pair.js';
import { endpointsLine } from './server-flags.js';
import { signedPair } from './signed-pair.js';
import { serveOldPair } from './way-back.js';

/** Where the CA's key is not on the node: the first run makes the request, and the one after the signing puts the certificate in place. */
export function externalCaReissue(situation: Situation): Steps {
  const find = [endpointsLine(situation), ...findPair, "kept=''"];
  return {
    touches:
      'It makes a key and a signing request in /root/apiserver-csr on the node on which it is run. When the signed certificate is there, it checks it, and replaces apiserver.crt and apiserver.key.',
    takes: 'Seconds, and as long as the signing takes; nothing is away meanwhile, and nothing is restarted.',
    lines: [
      '# on each control-plane node without ca.key, once for the request, and again when it is signed:',
      ...signedPair(situation, { find, findCa: [] }),
      '# once, so that nodes that join get them: add the names to apiServer.certSANs of ConfigMap kubeadm-config',
    ],
    worked:
      'The first run ends with NOT YET, the second with SERVED, the date, and all SANs. Then check finds no name that is not covered.',
    back: serveOldPair(situation),
    basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/kubeadm-external-ca.test.ts',
  };
}
