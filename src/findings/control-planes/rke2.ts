import { manifestRestart, type StaticApiServer } from '../procedures/manifest-restart.js';
import type { Steps } from '../procedures/procedure.js';
import { eachServer, type RancherProgram } from '../procedures/rancher.js';
import { rke2RotateCa } from '../procedures/rancher-ca.js';
import { nodeByNode } from '../procedures/shell.js';
import { rancherKind } from './rancher.js';

const program: RancherProgram = {
  program: 'rke2',
  unit: 'rke2-server',
  kubectl: '/var/lib/rancher/rke2/bin/kubectl --kubeconfig /etc/rancher/rke2/rke2.yaml',
  apiserver: '127.0.0.1:6443',
};

const server: StaticApiServer = {
  manifest: '/var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml',
  crictl: '/var/lib/rancher/rke2/bin/crictl --config /var/lib/rancher/rke2/agent/etc/crictl.yaml',
  kubectl: '/var/lib/rancher/rke2/bin/kubectl',
  kubeconfig: '/etc/rancher/rke2/rke2.yaml',
};

/** rke2-server writes the manifest when it starts. A restart of the service leaves the kube-apiserver alone where nothing in it has changed. */
const restart: Steps = {
  touches: 'It stops and starts one process, the kube-apiserver of the server node where it is run.',
  takes:
    'One to three minutes for each node. Meanwhile this API server is away, and the others serve; running pods go on.',
  lines: [eachServer, ...manifestRestart(server), ...nodeByNode('restart.sh')],
  worked:
    'Its last line says Restarted, and ready, with the number behind the @ of the loopback certificate before and now.',
  back: ['# none: a new process has a new certificate. The manifest is put back in any case'],
  basis:
    'the lines of kubeadm, which are run on 1.20.2 and 1.36.3: test/integration/procedures/restart.test.ts; paths: rke2-docs at 8b027d1, docs/reference/cli_tools.md (crictl, kubectl), and rke2 at 5bb212d, pkg/staticpod/staticpod.go',
};

const serveFile: Steps = {
  ...restart,
  touches:
    'It stops and starts one process, the kube-apiserver of the server node where it is run, unless a certificate does not belong to its key.',
};

export const rke2 = rancherKind({
  program,
  ran: 'run with a simulated rke2-server service: test/findings/control-planes/rke2.test.ts',
  takes:
    'Some minutes for each server: its kubelet is away meanwhile, its API server while its static pod is replaced, other containers go on, and the other servers answer.',
  restart: [restart],
  serveFile: [serveFile],
  renew: {
    touches:
      'The certificates and keys of the API server and of the supervisor in /var/lib/rancher/rke2/server/tls, the service rke2-server, and the static pod kube-apiserver of a server node.',
    worked: 'The last line has the serial number of the new certificate.',
    basis:
      'rancher/rke2-docs at 1ea44b9, docs/security/certificates.md, and rke2 at 5bb212d, pkg/staticpod/staticpod.go (the manifest has a hash of the files, so new ones replace the pod). Each start of rke2-server renews by itself what ends within 120 days (90 before v1.33.1)',
  },
  renewFiles: {
    touches:
      'Every certificate and key of a server node in /var/lib/rancher/rke2 but those of CAs, the service rke2-server, and the static pods. Rotate servers with etcd first, and agent nodes last (rke2-agent instead of rke2-server behind systemctl).',
  },
  reissue: {
    touches:
      'A file of its own in /etc/rancher/rke2/config.yaml.d, the serving certificate, the service rke2-server, and the static pod kube-apiserver of a server node.',
    basis: 'k3s v1.33, pkg/configfilearg/parser.go and pkg/daemons/control/deps/deps.go, which rke2 uses',
  },
  rotateCa: rke2RotateCa,
});
