import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What routes by SNI in Debian's nginx. */
export const nginxStreamModule = '/usr/lib/nginx/modules/ngx_stream_module.so';

const byGo = '.ci/go-tools installs it';

/** Requirements of a test in addition to Node. Each returns what is missing, or undefined. */
const needs = {
  /** Real binaries, in each folder. */
  kubernetes: (): string | undefined => {
    const folders = assetsFolders();
    if (folders.length === 0) return 'KUBEBUILDER_ASSETS is not set: the folder with kube-apiserver, etcd and kubeadm';
    const missing = folders.flatMap((folder) =>
      ['kube-apiserver', 'etcd', 'kubeadm'].map((name) => join(folder, name)).filter((path) => !executable(path)),
    );
    return missing.length > 0 ? `no ${missing.join(' and no ')} (KUBEBUILDER_ASSETS)` : undefined;
  },
  namespace: (): string | undefined =>
    process.getuid?.() === 0 ? onPath('ip', debian('iproute2')) : 'a separate network namespace needs root',
  'mount-namespace': (): string | undefined =>
    spawnSync('unshare', ['--mount', 'true']).status === 0
      ? undefined
      : 'a separate mount namespace needs root and unshare',
  'sample-apiserver': (): string | undefined => listenerMissing('sample-apiserver'),
  'kube-controller-manager': (): string | undefined => listenerMissing('kube-controller-manager'),
  'metrics-server': (): string | undefined => listenerMissing('metrics-server'),
  'dynamiclistener-v0.2': (): string | undefined => listenerMissing('dynamiclistener-v0.2'),
  'dynamiclistener-v0.3': (): string | undefined => listenerMissing('dynamiclistener-v0.3'),
  'dynamiclistener-v0.10': (): string | undefined => listenerMissing('dynamiclistener-v0.10'),
  haproxy: (): string | undefined => onPath('haproxy'),
  nginx: (): string | undefined =>
    onPath('nginx') ??
    (existsSync(nginxStreamModule) ? undefined : `no ${nginxStreamModule} (${debian('libnginx-mod-stream')})`),
  hitch: (): string | undefined => onPath('hitch'),
  caddy: (): string | undefined => onPath('caddy'),
  openssl: (): string | undefined => onPath('openssl'),
  prometheus: (): string | undefined => onPath('prometheus'),
  promtool: (): string | undefined => onPath('promtool', debian('prometheus')),
  'prometheus-node-exporter': (): string | undefined => onPath('prometheus-node-exporter'),
  faketime: (): string | undefined => onPath('faketime'),
  helm: (): string | undefined => (process.env['HELM'] ? undefined : onPath('helm', byGo)),
  'kube-score': (): string | undefined => onPath('kube-score', byGo),
  actionlint: (): string | undefined => onPath('actionlint', byGo),
  jsonnet: (): string | undefined => onPath('jsonnet', byGo) ?? onPath('jsonnetfmt', byGo),
  crane: (): string | undefined => onPath('crane', byGo),
  crds: (): string | undefined =>
    existsSync(process.env['CRDS'] ?? '')
      ? undefined
      : 'CRDS is not set: a folder with the CustomResourceDefinitions of the Prometheus Operator',
  executable: (): string | undefined =>
    executable(process.env['EXECUTABLE'] ?? '') ? undefined : 'EXECUTABLE is not set: what npm run binary makes',
  'systemd-analyze': (): string | undefined => onPath('systemd-analyze', debian('systemd')),
  shellcheck: (): string | undefined => onPath('shellcheck'),
  /** A systemd that a test boots in namespaces of its own. */
  systemd: (): string | undefined => {
    if (process.getuid?.() !== 0) return 'a systemd of its own needs root';
    if (!executable('/lib/systemd/systemd')) return `no /lib/systemd/systemd (${debian('systemd')})`;
    return onPath('curl') ?? onPath('nsenter', debian('util-linux'));
  },
  jq: (): string | undefined => onPath('jq'),
  kubectl: (): string | undefined =>
    process.env['KUBECTL'] ? undefined : onPath('kubectl', debian('kubernetes-client')),
} as const;

export type Need = keyof typeof needs;

/** Servers that test/listeners/build makes, which takes minutes. */
export type ListenerName = Extract<Need, 'sample-apiserver' | 'metrics-server' | 'kube-controller-manager'>;

interface Skip {
  readonly skip: string | false;
}

/**
 * The options of a test that cannot run everywhere. If something is missing, the test is skipped with the reason. In CI it throws instead,
 * so that no test is skipped unnoticed.
 */
export function requires(...names: readonly Need[]): Skip {
  const options = skippedWithout(...names);
  if (options.skip !== false && process.env['CI']) throw new Error(`cannot run under CI: ${options.skip}`);
  return options;
}

/** The same for a test that is skipped in CI, too. */
export function skippedWithout(...names: readonly Need[]): Skip {
  const lacks = names.map((name) => needs[name]()).filter((lack) => lack !== undefined);
  return { skip: lacks.length > 0 && lacks.join('; ') };
}

/**
 * Returns the folders of Kubernetes binaries, one for each version. The variable is the one that setup-envtest and controller-runtime use for
 * their folder. Here it may have several, separated as in PATH.
 */
export function assetsFolders(): readonly string[] {
  return (process.env['KUBEBUILDER_ASSETS'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** Returns the path of a server that test/listeners/build has made. */
export function listenerBinary(name: string): string {
  return join(process.env['LISTENERS'] ?? '', name);
}

function listenerMissing(name: string): string | undefined {
  if (process.env['LISTENERS'] && executable(listenerBinary(name))) return undefined;
  return `no ${name} in LISTENERS, a folder that test/listeners/build fills`;
}

function debian(name: string): string {
  return `Debian's package ${name}`;
}

function onPath(command: string, source = debian(command)): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => executable(join(folder, command)))) return undefined;
  return `no ${command} on the PATH (${source})`;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
