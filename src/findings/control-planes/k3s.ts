import type { Steps } from '../procedures/procedure.js';
import { k3sRotateCa } from '../procedures/rancher-ca.js';
import { type RancherProgram, restartServiceLines, serveFileLines } from '../procedures/rancher.js';
import { newNumberPrinted } from '../procedures/served.js';
import { rancherKind } from './rancher.js';

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

export const k3s = rancherKind({
  program,
  ran,
  takes,
  restart: [restart],
  serveFile: [serveFile],
  renew: {
    touches:
      'The certificates and keys of the API server and of the listener of K3s in /var/lib/rancher/k3s/server/tls, and the service k3s of a server node.',
    worked: 'The last line has the serial number of the new certificate; k3s certificate check has the new dates.',
    basis:
      'k3s v1.33, pkg/cli/cert/cert.go, and k3s-io/docs at 01f91e0, docs/cli/certificate.md. Each start of k3s renews by itself what ends within 120 days (90 before v1.33.1)',
  },
  renewFiles: {
    touches:
      'Every certificate and key of a server node in /var/lib/rancher/k3s but those of CAs, and the service k3s. For an agent node, write k3s-agent instead of k3s behind systemctl.',
  },
  reissue: {
    touches:
      'A file of its own in /etc/rancher/k3s/config.yaml.d, the serving certificates, and the service k3s of a server node.',
    basis:
      'k3s v1.33, pkg/configfilearg/parser.go (the key tls-san+ adds to what other files have) and pkg/daemons/control/deps/deps.go (a start with other names makes new certificates)',
  },
  rotateCa: k3sRotateCa,
});
