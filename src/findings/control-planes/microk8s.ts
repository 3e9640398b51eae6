import { microk8sReplaceCa, microk8sRotateCa } from '../procedures/microk8s-ca.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const restart: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: ['snap restart microk8s.daemon-kubelite'],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

const renew: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: ['microk8s refresh-certs -e server.crt'],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches: 'The files and processes that the commands name, on the machine where they are run.',
    takes: 'Minutes.',
    lines: [
      `# add to [ alt_names ] in /var/snap/microk8s/current/certs/csr.conf.template: ${missing.join(', ')}`,
      'microk8s refresh-certs -e server.crt',
    ],
    worked: 'The next check shows the new state.',
    back: ['# none'],
    basis: 'to be tried',
  };
}

export const microk8s: ControlPlaneKind = {
  recognises: ({ subject }) => /(^|[,+] ?)O=Canonical($|[,+])/.test(subject),
  restart: [restart],
  serveFile: [restart],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renew],
  rotateCa: microk8sRotateCa,
  replaceCa: microk8sReplaceCa,
};
