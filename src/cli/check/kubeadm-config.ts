import { dirname, join } from 'node:path';
import { configOf, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { kubeadmFiles, kubeadmFolder, kubeadmServingFile } from '../../files/kubeadm-files.js';
import { localPlace, readLocalSources, serverOf } from '../../files/local-place.js';
import { maxKubeconfigBytes } from '../../kube/kubeconfig-file.js';
import type { ServerUrl } from '../../kube/server-url.js';
import { joinHostPort } from '../../net/address.js';
import type { LocalPlace } from '../../probe/local-server.js';
import { readCaCertificates } from '../../x509/ca-certificates.js';

/** The API server on the node itself. */
const thisNode = 'this node';

/** What check --kubeadm checks. */
export interface KubeadmPlan {
  /** Absolute. */
  readonly folder: string;
  /** Where the API server on the node itself listens. */
  readonly place: LocalPlace;
  /** The name of its target. */
  readonly target: string;
}

export interface KubeadmConfig {
  readonly loaded: LoadedConfig;
  readonly plan: KubeadmPlan;
}

/**
 * Returns the configuration for a control-plane node that kubeadm has set up: its files, the API server on the node itself, which should
 * serve one of them, and the server of admin.conf, which may be a load balancer. Files that cannot be read are ignored here. They are
 * reported when all files are read. `own`: the IPs of this host.
 */
export async function kubeadmConfig(folder: string, read: ReadFile, own: readonly string[]): Promise<KubeadmConfig> {
  const adminConf = join(folder, 'admin.conf');
  const [admin, sources] = await Promise.all([serverOf(adminConf, read), readLocalSources(folder, read)]);
  const place = localPlace(folder, sources, own);
  const isLocal = admin !== undefined && isSame(admin, place);
  const serving = place.otherFile === undefined ? { servingFile: kubeadmServingFile(folder) } : {};
  const remote = { name: 'admin.conf', kubeconfig: { file: adminConf }, ...(isLocal && serving) };
  const hasLocal = !isLocal && place.hosts.length > 0;
  const value = {
    targets: [
      ...(admin ? [remote] : []),
      ...(hasLocal ? [{ ...(await localTarget(folder, place, read)), ...serving }] : []),
    ],
    ...(folder === kubeadmFolder
      ? { kubeadm: true }
      : { files: kubeadmFiles(folder).specs.map(({ patterns: paths }) => ({ paths })) }),
  };
  const loaded = await configOf(value, { file: join(folder, '(kubeadm)'), folder, read });
  return { loaded, plan: { folder, place, target: isLocal ? remote.name : thisNode } };
}

async function localTarget(folder: string, { hosts, port, isAdvertised }: LocalPlace, read: ReadFile): Promise<object> {
  const ca = join(dirname(kubeadmServingFile(folder)), 'ca.crt');
  return {
    name: thisNode,
    addresses: hosts.map((host) => joinHostPort(host, port)),
    // kubeadm always issues the certificate for this name and for the advertised address, but not for 127.0.0.1.
    ...(!isAdvertised && { serverName: 'kubernetes' }),
    ...((await holdsCa(ca, read)) && { ca: { file: ca } }),
  };
}

/** Whether admin.conf leads to the API server of this node, and not to a load balancer. */
function isSame({ host, port, path }: ServerUrl, { hosts, port: own, noManifest, bind }: LocalPlace): boolean {
  if (path !== '') return false;
  if (!isLoopback(host.text)) return port === own && hosts.length === 1 && hosts[0] === host.text;
  // A load balancer of the node itself, as of kubespray, has another port.
  return noManifest !== undefined || (port === own && (bind === undefined || bind === host.text));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

async function holdsCa(path: string, read: ReadFile): Promise<boolean> {
  const content = await read(path, maxKubeconfigBytes);
  return content.ok && readCaCertificates(content.bytes).ok;
}
