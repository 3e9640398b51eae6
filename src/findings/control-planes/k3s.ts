import type { ControlPlaneKind, Leaf, Steps } from '../procedures/procedure.js';
import {
  addSansLines,
  type RancherProgram,
  removeSansLines,
  restartServiceLines,
  rotateLines,
  serveFileLines,
} from '../procedures/rancher.js';
import { newNumberPrinted } from '../procedures/served.js';
import type { Situation } from '../procedures/situation.js';
import { k3sRotateCa } from '../procedures/rancher-ca.js';
import { isDynamicListener } from '../../x509/dynamiclistener.js';

const program: RancherProgram = {
  program: 'k3s',
  unit: 'k3s',
  kubectl: 'k3s kubectl',
  apiserver: '127.0.0.1:6444',
};

const ran = 'run with a simulated k3s service: test/findings/procedures/rancher.test.ts';

/** docs.k3s.io/upgrades/killall: containers go on while the service is stopped. */
const takes =
  'About a minute for each server: its API server, controllers, scheduler and kubelet are away meanwhile, its containers go on, and the other servers answer.';

const restart: Steps = {
  touches: 'The service k3s of a server node: all Kubernetes components of the node are one process.',
  takes,
  lines: restartServiceLines(program),
  worked: newNumberPrinted,
  back: ['# none: there is nothing to take back'],
  basis: `${ran}; source: k3s-io/docs at 4f64610, docs/upgrades/killall.md`,
};

const serveFile: Steps = {
  ...restart,
  touches: 'The service k3s of a server node, and only if the certificate belongs to its key.',
  lines: serveFileLines(program),
};

const renew: Steps = {
  touches:
    'The certificates and keys of the API server and of the listener of K3s in /var/lib/rancher/k3s/server/tls, and the service k3s of a server node.',
  takes,
  lines: rotateLines(program, ['api-server', 'k3s-server']),
  worked: 'The last line has the serial number of the new certificate; k3s certificate check has the new dates.',
  back: [
    '# k3s has copied the files of before to /var/lib/rancher/k3s/server/tls-SECONDS: stop k3s, copy them back, start k3s',
  ],
  basis: `${ran}; source: k3s v1.33, pkg/cli/cert/cert.go, and k3s-io/docs at 01f91e0, docs/cli/certificate.md. Each start of k3s renews by itself what ends within 120 days (90 before v1.33.1)`,
};

const renewFiles: Steps = {
  ...renew,
  touches:
    'Every certificate and key of a server node in /var/lib/rancher/k3s but those of CAs, and the service k3s. For an agent node, write k3s-agent instead of k3s behind systemctl.',
  lines: rotateLines(program, []),
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches:
      'A file of its own in /etc/rancher/k3s/config.yaml.d, the serving certificates, and the service k3s of a server node.',
    takes,
    lines: addSansLines(program, missing),
    worked: 'The last line says that the serving certificate has all of these names.',
    back: removeSansLines(program),
    basis: `${ran}; source: k3s v1.33, pkg/configfilearg/parser.go (the key tls-san+ adds to what other files have) and pkg/daemons/control/deps/deps.go (a start with other names makes new certificates)`,
  };
}

/** K3s and RKE2 have the same code for certificates. The names of a certificate do not say which of the two it is. */
export function isRancher(leaf: Leaf): boolean {
  return isDynamicListener(leaf) || /^(k3s|rke2)-server-ca@\d+$/.test(leaf.issuerCommonName ?? '');
}

export const k3s: ControlPlaneKind = {
  recognises: isRancher,
  restart: [restart],
  serveFile: [serveFile],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renewFiles],
  rotateCa: k3sRotateCa,
};
