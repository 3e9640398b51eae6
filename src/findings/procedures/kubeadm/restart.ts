import { manifestRestart, type StaticApiServer } from '../manifest-restart.js';
import type { Steps } from '../procedure.js';
import { nodeByNode } from '../shell.js';

/** Where kubeadm puts what a restart needs. */
export const kubeadmServer: StaticApiServer = {
  manifest: '/etc/kubernetes/manifests/kube-apiserver.yaml',
  crictl: 'crictl',
  kubectl: 'kubectl',
  kubeconfig: '/etc/kubernetes/admin.conf',
};

export const kubeadmRestart: Steps = {
  touches: 'It stops and starts one process, the kube-apiserver of the node where it is run.',
  takes:
    'One to three minutes for each node. Meanwhile this API server is away, and the others serve; with one node, kubectl, controllers and new pods wait, and running pods go on.',
  lines: [
    '# on a control-plane node; it refuses if kube-apiserver could not start again, or if another node is away:',
    ...manifestRestart(kubeadmServer),
    ...nodeByNode('restart.sh'),
  ],
  worked:
    'Its last line is `Restarted, and ready: before, the number behind the @ was …, now it is …`, and the second number is the time of the restart.',
  back: ['# none: a new process has a new certificate. The manifest is put back in any case'],
  basis: 'run on 1.20.2 and 1.36.3 with a simulated kubelet: test/integration/procedures/restart.test.ts',
};
