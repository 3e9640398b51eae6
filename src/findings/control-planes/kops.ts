import { kopsRotateCa } from '../procedures/kops-ca.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const restart: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: ['kops rolling-update cluster --instance-group-roles=control-plane --force --yes'],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

const renew: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    'kops rolling-update cluster --instance-group-roles=control-plane --force --yes   # nodes get new ones at boot',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches: 'The files and processes that the commands name, on the machine where they are run.',
    takes: 'Minutes.',
    lines: [
      `# kops edit cluster, and add these to the existing entries: spec: {additionalSans: [${missing.map((san) => `"${san}"`).join(', ')}]}`,
      'kops update cluster --yes && kops rolling-update cluster --yes',
    ],
    worked: 'The next check shows the new state.',
    back: ['# none'],
    basis: 'to be tried',
  };
}

export const kops: ControlPlaneKind = {
  recognises: ({ issuerCommonName }) => issuerCommonName === 'kubernetes-ca',
  restart: [restart],
  serveFile: [restart],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renew],
  rotateCa: kopsRotateCa,
};
