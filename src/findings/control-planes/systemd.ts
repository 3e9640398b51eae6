import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import { unitSignedPair } from '../procedures/systemd/unit-pair.js';
import { unitCertificates, unitRestart, unitServeFile } from '../procedures/unit-restart.js';

const basis = 'run on 1.20.2 and 1.36.3 with a simulated systemctl: test/integration/procedures/systemd.test.ts';

const reads = {
  touches:
    'It changes nothing: it reads the unit kube-apiserver of the node where it is run, and the files that it names.',
  back: ['# none is needed: nothing was changed'],
  basis,
} as const;

const restart: Steps = {
  touches: 'It restarts the unit kube-apiserver of the node where it is run.',
  takes:
    'Up to two minutes for each node. Meanwhile this API server is away, and the others serve; with one node, kubectl and controllers wait.',
  lines: [
    '# on a control-plane node; it refuses if kube-apiserver could not start again, or if another API server is away:',
    "export ADMIN=/root/.kube/config   # an administrator's kubeconfig",
    ...unitRestart,
  ],
  worked: 'Its last line is `Restarted, and ready: …`, and the second number is the time of the restart.',
  back: ['# none: a new process has a new certificate'],
  basis,
};

const serveFile: Steps = {
  ...reads,
  takes: 'Seconds, or a minute if the server has not loaded the files yet.',
  lines: [
    '# on the node; if the key does not belong to the certificate, put back both files from one backup, and restart nothing:',
    ...unitServeFile,
  ],
  worked: 'It prints the address, `serves`, and the file.',
};

/** Whoever made the certificates, with openssl or cfssl, has the key of the CA, often on another machine. */
function certificates(then: readonly string[]): Steps {
  return {
    ...reads,
    takes: 'Seconds; nothing is away meanwhile.',
    lines: [
      '# on a control-plane node: which certificates there are, who signed them, and until when they are good',
      ...unitCertificates,
      ...then,
    ],
    worked: 'It prints each file with its subject, issuer and end.',
  };
}

/** A kube-apiserver as a unit of systemd. Its certificates have the names that somebody gave them, so that nothing recognises it. */
export const systemd: ControlPlaneKind = {
  recognises: () => false,
  restart: [restart],
  serveFile: [serveFile],
  renew: [unitSignedPair],
  reissue: [unitSignedPair],
  renewFiles: [
    certificates([
      '# where the CA is: sign each again with its subject, SANs and usages; keep a copy of the old ones; put certificate and key there together;',
      '# then restart what uses them, one unit on one node at a time: etcd first, which has to be healthy again, and then kube-apiserver',
    ]),
  ],
  rotateCa: [
    certificates([
      '# in the order of the procedure for kubeadm: a file with the old and the new CA for every client and every --client-ca-file first, then the',
      '# certificates of the new one, and the old one out of the file last',
    ]),
  ],
};
