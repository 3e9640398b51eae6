/**
 * Programs that docs may use, and how a test looks at their arguments. `ours`: the program parses them. `plain`: any host has it, or what it
 * needs is said by the mark of its block.
 */
export const programs = {
  'apiserver-cert-exporter': 'ours',
  '/usr/local/bin/apiserver-cert-exporter': 'ours',
  './apiserver-cert-exporter': 'ours',
  '/usr/bin/node': 'plain',
  kubectl: 'kubectl',
  helm: 'helm',
  npm: 'npm',
  npx: 'npx',
  node: 'node',
  ...plain('[', 'alertmanager', 'awk', 'aws', 'az', 'base64', 'cat', 'cd', 'chmod', 'chronyc', 'cosign', 'cp', 'crane'),
  ...plain('crictl', 'curl', 'cut', 'date', 'docker', 'echo', 'export', 'gcloud', 'getent', 'gh', 'git', 'go', 'grep'),
  ...plain('gunzip', 'head', 'install', 'journalctl', 'jq', 'kill', 'kubeadm', 'ls', 'mkdir', 'mv', 'oc', 'openssl'),
  ...plain('printf', 'prometheus', 'promtool', 'rm', 'sed', 'sha256sum', 'sleep', 'sort', 'ssh', 'sudo', 'systemctl'),
  ...plain(
    'systemd-analyze',
    'systemd-sysusers',
    'tail',
    'tar',
    'timedatectl',
    'touch',
    'trap',
    'uname',
    'clusterctl',
    'k3s',
    'test/listeners/build',
    '.ci/go-tools',
    '.ci/kubernetes',
  ),
  ...plain(
    'amtool',
    'ping',
    'shift',
    'exit',
    'true',
    'kubectl-krew',
    'etcdctl',
    'id',
    'tee',
    'rke2',
    'ln',
    'jb',
    'jsonnet',
  ),
} as const satisfies Readonly<Record<string, 'ours' | 'kubectl' | 'helm' | 'npm' | 'npx' | 'node' | 'plain'>>;

function plain(...names: readonly string[]): Readonly<Record<string, 'plain'>> {
  return Object.fromEntries(names.map((name) => [name, 'plain'] as const));
}
