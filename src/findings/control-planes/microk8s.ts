import {
  addTemplateLines,
  refreshProxyLines,
  refreshServerLines,
  restartKubeliteLines,
  serveServerFileLines,
} from '../procedures/microk8s.js';
import { microk8sReplaceCa, microk8sRotateCa } from '../procedures/microk8s-ca.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import { newNumberPrinted } from '../procedures/served.js';
import type { Situation } from '../procedures/situation.js';

const ran = 'run with simulated snap and microk8s: test/findings/procedures/microk8s.test.ts';

const takes =
  'About a minute for each node: its API server, controllers, scheduler, kubelet and kube-proxy are away meanwhile, its containers go on, and the other nodes answer.';

const restart: Steps = {
  touches: 'The service microk8s.daemon-kubelite of a node: all Kubernetes components of the node are one process.',
  takes,
  lines: restartKubeliteLines,
  worked: newNumberPrinted,
  back: ['# none: there is nothing to take back'],
  basis: `${ran}; source: canonical/microk8s at 8cde17d, scripts/wrappers/refresh_certs.py, which restarts this service`,
};

const serveFile: Steps = {
  ...restart,
  touches: 'The service microk8s.daemon-kubelite of a node, and only if the certificate belongs to its key.',
  lines: serveServerFileLines,
};

/** microk8s reads credentials again only where they are its own, so the folder is copied back as a whole. */
const back: readonly string[] = [
  '# with the folder that the last line names:',
  '# cp -a /root/microk8s-certs-SECONDS/. /var/snap/microk8s/current/certs/ && snap restart microk8s.daemon-kubelite',
];

const renew: Steps = {
  touches:
    'The file server.crt in /var/snap/microk8s/current/certs of a node, with the same key and the names of csr.conf.template and of the node, and the services kubelite and cluster-agent.',
  takes,
  lines: refreshServerLines,
  worked: 'The last line has the serial number of the new certificate.',
  back,
  basis: `${ran}; source: canonical/microk8s at 8cde17d, scripts/wrappers/refresh_certs.py and at 92f6c89, microk8s-resources/actions/common/utils.sh`,
};

const renewFiles: Steps = {
  ...renew,
  touches:
    'The file front-proxy-client.crt in /var/snap/microk8s/current/certs of a node, with the same key, and the service kubelite. For server.crt see the renewal of the serving certificate; microk8s renews no other certificate below its CA.',
  lines: refreshProxyLines,
  worked: 'The last line has the end of the new certificate.',
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches:
      'The file csr.conf.template and, with the same key, server.crt in /var/snap/microk8s/current/certs of a node, and the services kubelite and cluster-agent.',
    takes,
    lines: addTemplateLines(missing),
    worked: 'The last line says that the serving certificate has all of these names.',
    back,
    basis: `${ran}; source: canonical/microk8s at 4851909, microk8s-resources/wrappers/apiservice-kicker, and at 92f6c89, microk8s-resources/actions/common/utils.sh (render_csr_conf)`,
  };
}

export const microk8s: ControlPlaneKind = {
  recognises: ({ subject }) => /(^|[,+] ?)O=Canonical($|[,+])/.test(subject),
  restart: [restart],
  serveFile: [serveFile],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renewFiles],
  rotateCa: microk8sRotateCa,
  replaceCa: microk8sReplaceCa,
};
