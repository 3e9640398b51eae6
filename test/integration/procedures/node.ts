import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Steps } from '../../../src/findings/procedures/procedure.js';
import { bareEnvironment } from '../background-process.js';
import type { ControlPlane } from '../control-plane.js';
import type { Kubernetes } from '../kubernetes.js';
import { mustRun, type Outcome } from '../run.js';
import { simulatedCommands } from './simulated-commands.js';

/** The maximum number of milliseconds of a procedure: its own deadlines are three minutes. */
const limit = 400_000;

/** A node of a control plane, on which commands see /etc/kubernetes, /root and /var/lib/kubelet of their own. */
export interface Node {
  /** The folder that is /etc/kubernetes there, apart from its pki. */
  readonly kubernetes: string;
  /** What is /root there. */
  readonly root: string;
  /** What is /var/lib/kubelet there. */
  readonly kubelet: string;
  /** Pastes the commands into bash, as a person does. */
  readonly paste: (lines: Steps['lines']) => Promise<Outcome>;
  /** Calls of systemctl, one in each line. */
  readonly systemctl: () => string;
}

/** Makes /etc a copy in which /etc/kubernetes exists, in a mount namespace. */
export const ownFolder =
  'mount -t tmpfs tmpfs /mnt && mkdir /mnt/upper /mnt/work && mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work /etc && mkdir -p /etc/kubernetes';

/** Files as kubeadm init leaves them, beside a control plane that runs. Needs root, and mount namespaces. */
export async function createNode({ folder, pki, port, kubeconfig }: ControlPlane, versions: Kubernetes): Promise<Node> {
  const [kubernetes, root, lib, bin] = ['kubernetes', 'root', 'lib', 'bin'].map((name) =>
    join(folder, 'node', name),
  ) as [string, string, string, string];
  const kubelet = join(lib, 'kubelet');
  for (const each of [root, bin, join(kubernetes, 'manifests'), join(kubernetes, 'pki'), join(kubelet, 'pki')]) {
    mkdirSync(each, { recursive: true });
  }
  copyFileSync(kubeconfig, join(kubernetes, 'admin.conf'));
  for (const user of ['kubelet', 'controller-manager', 'scheduler']) {
    const config = ['--config', join(folder, 'kubeadm.yaml'), '--kubeconfig-dir', kubernetes];
    await mustRun([versions.binary('kubeadm'), 'init', 'phase', 'kubeconfig', user, ...config]);
    // Since 1.33, kubeadm gives the kubelet the address of its own node, as it always did for the controllers.
    const file = join(kubernetes, `${user}.conf`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/server: .*/, `server: https://127.0.0.1:${port}`));
  }
  writeFileSync(join(kubernetes, 'manifests/kube-apiserver.yaml'), manifest('kube-apiserver', { 'secure-port': port }));
  writeFileSync(
    join(kubernetes, 'manifests/kube-controller-manager.yaml'),
    manifest('kube-controller-manager', {
      'cluster-signing-cert-file': '/etc/kubernetes/pki/ca.crt',
      'cluster-signing-key-file': '/etc/kubernetes/pki/ca.key',
      'root-ca-file': '/etc/kubernetes/pki/ca.crt',
    }),
  );
  writeFileSync(join(kubernetes, 'manifests/kube-scheduler.yaml'), manifest('kube-scheduler', {}));
  const log = join(folder, 'node/systemctl.log');
  writeFileSync(log, '');
  for (const [name, script] of Object.entries(simulatedCommands(log))) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const mounts = [
    ownFolder,
    `mount --bind '${kubernetes}' /etc/kubernetes && mount --bind '${pki}' /etc/kubernetes/pki`,
    `mount --bind '${root}' /root && mount --bind '${lib}' /var/lib`,
    'cd / && exec bash',
  ].join(' && ');
  const path = [bin, join(versions.binary('kubeadm'), '..'), bareEnvironment()['PATH']].join(':');
  return {
    kubernetes,
    root,
    kubelet,
    paste: (lines) =>
      paste(['unshare', '--mount', 'bash', '-c', mounts], `${lines.join('\n')}\n`, { PATH: path, HOME: '/root' }),
    systemctl: () => readFileSync(log, 'utf8'),
  };
}

async function paste(argv: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { env, timeout: limit });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? -1));
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

function manifest(name: string, flags: Readonly<Record<string, string | number>>): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    `metadata: {name: ${name}, namespace: kube-system}`,
    'spec:',
    '  containers:',
    '  - command:',
    `    - ${name}`,
    ...Object.entries(flags).map(([flag, value]) => `    - --${flag}=${value}`),
    '',
  ].join('\n');
}
