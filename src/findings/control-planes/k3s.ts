import { k3sRotateCa } from '../procedures/rancher-ca.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';
import { isDynamicListener } from '../../x509/dynamiclistener.js';

const restart: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: ['systemctl restart k3s'],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

const renew: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: ['systemctl stop k3s; k3s certificate rotate; systemctl start k3s'],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches: 'The files and processes that the commands name, on the machine where they are run.',
    takes: 'Minutes.',
    lines: [
      `# add these to the existing entries in /etc/rancher/k3s/config.yaml, save it, then restart: tls-san: [${missing.map((san) => `"${san}"`).join(', ')}]`,
      'systemctl restart k3s',
    ],
    worked: 'The next check shows the new state.',
    back: ['# none'],
    basis: 'to be tried',
  };
}

export const k3s: ControlPlaneKind = {
  recognises: (leaf) => isDynamicListener(leaf) || /^(k3s|rke2)-server-ca@\d+$/.test(leaf.issuerCommonName ?? ''),
  restart: [restart],
  serveFile: [restart],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renew],
  rotateCa: k3sRotateCa,
};
