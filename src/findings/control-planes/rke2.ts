import { isRancher } from './k3s.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import { addSansLines, type RancherProgram, removeSansLines, rotateLines } from '../procedures/rancher.js';
import { rke2RotateCa } from '../procedures/rancher-ca.js';
import type { Situation } from '../procedures/situation.js';

const program: RancherProgram = {
  program: 'rke2',
  unit: 'rke2-server',
  kubectl: '/var/lib/rancher/rke2/bin/kubectl --kubeconfig /etc/rancher/rke2/rke2.yaml',
  apiserver: '127.0.0.1:6443',
};

const ran = 'run with a simulated rke2-server service: test/findings/control-planes/rke2.test.ts';

const takes =
  'Some minutes for each server: its kubelet is away meanwhile, its API server while its static pod is replaced, other containers go on, and the other servers answer.';

const restart: Steps = {
  touches: 'The files and processes that the commands name, on the machine where they are run.',
  takes: 'Minutes.',
  lines: [
    'mv /var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml /root/ && sleep 20 && mv /root/kube-apiserver.yaml /var/lib/rancher/rke2/agent/pod-manifests/',
  ],
  worked: 'The next check shows the new state.',
  back: ['# none'],
  basis: 'to be tried',
};

const renew: Steps = {
  touches:
    'The certificates and keys of the API server and of the supervisor in /var/lib/rancher/rke2/server/tls, the service rke2-server, and the static pod kube-apiserver of a server node.',
  takes,
  lines: rotateLines(program, ['api-server', 'rke2-server']),
  worked: 'The last line has the serial number of the new certificate.',
  back: [
    '# rke2 has copied the files of before to /var/lib/rancher/rke2/server/tls-SECONDS: stop rke2-server, copy them back, start rke2-server',
  ],
  basis: `${ran}; source: rancher/rke2-docs, docs/security/certificates.md, and rke2, pkg/staticpod/staticpod.go (the manifest has a hash of the files, so new ones replace the pod). Each start of rke2-server renews by itself what ends within 90 days`,
};

const renewFiles: Steps = {
  ...renew,
  touches:
    'Every certificate and key of a server node in /var/lib/rancher/rke2 but those of CAs, the service rke2-server, and the static pods. Rotate servers with etcd first, and agent nodes last (rke2-agent instead of rke2-server behind systemctl).',
  lines: rotateLines(program, []),
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches:
      'A file of its own in /etc/rancher/rke2/config.yaml.d, the serving certificate, the service rke2-server, and the static pod kube-apiserver of a server node.',
    takes,
    lines: addSansLines(program, missing),
    worked: 'The last line says that the serving certificate has all of these names.',
    back: removeSansLines(program),
    basis: `${ran}; source: k3s v1.33, pkg/configfilearg/parser.go and pkg/daemons/control/deps/deps.go, which rke2 uses`,
  };
}

export const rke2: ControlPlaneKind = {
  recognises: isRancher,
  restart: [restart],
  serveFile: [restart],
  renew: [renew],
  reissue: [reissue],
  renewFiles: [renewFiles],
  rotateCa: rke2RotateCa,
};
