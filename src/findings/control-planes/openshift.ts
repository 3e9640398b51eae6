import { openshiftRotateCa } from '../procedures/openshift-ca.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const restart: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    `oc patch kubeapiserver cluster --type=merge -p '{"spec":{"forceRedeploymentReason":"loopback-'$(date +%s)'"}}'`,
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

const renew: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    'oc get clusteroperator kube-apiserver   # its operator renews by itself: see what keeps it from doing so',
    '# a certificate of spec.servingCerts.namedCertificates: replace its secret in openshift-config',
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
      `# oc edit apiserver cluster: spec.servingCerts.namedCertificates, with a TLS secret in openshift-config for ${missing.join(', ')}`,
      '# never for api-int: that leaves the cluster degraded',
    ],
    worked: 'The next check shows the new state.',
    back: ['# none'],
    basis: 'to be tried',
  };
}

export const openshift: ControlPlaneKind = {
  recognises: ({ issuerCommonName }) =>
    /^kube-apiserver-(lb|localhost|service-network)-signer(@\d+)?$/.test(issuerCommonName ?? ''),
  restart: [restart],
  serveFile: [restart],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renew],
  rotateCa: openshiftRotateCa,
};
