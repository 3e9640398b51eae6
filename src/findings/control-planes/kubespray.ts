import { kubeadm } from './kubeadm.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const renew: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: ['kubeadm certs renew apiserver'],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches: 'The files and processes that the commands name, on the machine where they are run.',
    takes: 'Minutes.',
    lines: [
      `# add these to the existing entries, and run cluster.yml again: supplementary_addresses_in_ssl_keys: [${missing.map((san) => `"${san}"`).join(', ')}]`,
    ],
    worked: 'The next check shows the new state.',
    back: ['# none'],
    basis: 'to be tried',
  };
}

/** kubespray uses kubeadm to make certificates, so they have the same names. */
export const kubespray: ControlPlaneKind = {
  recognises: kubeadm.recognises,
  restart: kubeadm.restart,
  serveFile: kubeadm.serveFile,
  renew: [renew],
  reissue: [reissue],
  renewFiles: kubeadm.renewFiles,
  rotateCa: kubeadm.rotateCa,
  replaceCa: kubeadm.replaceCa,
};
