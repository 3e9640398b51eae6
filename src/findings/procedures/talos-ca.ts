import { bash } from './bash-lines.js';
import { ownBash } from './own-bash.js';
import type { Steps } from './procedure.js';

/** It accepts the new CA, issues by it, and drops the old one, and checks between these that all nodes are ready. */
export const talosRotateCa: Steps = {
  touches: 'It replaces the Kubernetes CA in the machine configuration of all nodes, in the order of a bundle first.',
  takes:
    'Some minutes: kubelets restart one after the other. All kubeconfigs are refused afterwards, also the service accounts of pods that have the old bundle: restart those pods.',
  lines: [
    '# with the addresses of your nodes; without --dry-run=false it only says what it would do',
    '# talosctl -n ADDRESS rotate-ca --talos=false --kubernetes=true --control-plane-nodes A,B,C --worker-nodes D,E --dry-run=false > rotate-ca.log',
    ...ownBash(bash`
      umask 077
      node='ADDRESS-OF-A-CONTROL-PLANE-NODE'
      talosctl -n "$node" health --wait-timeout 1m
      talosctl -n "$node" rotate-ca --talos=false --kubernetes=true
    `),
    '# then a kubeconfig with the new CA, for each of its users: talosctl -n ADDRESS kubeconfig --force',
  ],
  worked: 'It ends with Kubernetes CA rotation done. The log has the new CA and its key: keep it safe, or delete it.',
  back: [
    '# none while it runs: if it stops, call it again. The old CA is in the log, and in backups of the machine configuration',
  ],
  basis:
    'run with a simulated talosctl: test/findings/procedures/talos-ca.test.ts; source: talos at 27362d1, cmd/talosctl/cmd/talos/rotate-ca.go, and at 6ea50fb, pkg/rotate/pki/kubernetes/kubernetes.go (1.7 and later)',
};
