import { dirname, join } from 'node:path';
import { configOf, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { kubeadmFiles, kubeadmFolder, kubeadmServingFile } from '../../files/kubeadm-files.js';
import { maxKubeconfigBytes } from '../../kube/kubeconfig-file.js';
import { parseKubeconfigs } from '../../kube/kubeconfig.js';
import type { ServerUrl } from '../../kube/server-url.js';
import { defaultPort, joinHostPort } from '../../net/address.js';
import type { TargetReport } from '../../probe/report.js';
import { readCaCertificates } from '../../x509/ca-certificates.js';

/** The API server on the node itself. */
const thisNode = 'this node';

/**
 * Returns the configuration for a control-plane node that kubeadm has set up: its files, the API server on the node itself, which should
 * serve one of them, and the server of admin.conf, which may be a load balancer. Files that cannot be read are ignored here. They are
 * reported when all files are read.
 */
export async function kubeadmConfig(folder: string, read: ReadFile): Promise<LoadedConfig> {
  const adminConf = join(folder, 'admin.conf');
  const admin = await serverOf(adminConf, read);
  const servingFile = kubeadmServingFile(folder);
  const ca = join(dirname(servingFile), 'ca.crt');
  const isLocal = admin !== undefined && isLoopback(admin.host.text);
  const port = (await securePort(folder, read)) ?? admin?.port ?? defaultPort;
  const local = {
    name: thisNode,
    addresses: [joinHostPort('127.0.0.1', port)],
    // kubeadm always issues the certificate for this name, and never for 127.0.0.1.
    serverName: 'kubernetes',
    servingFile,
    ...((await holdsCa(ca, read)) && { ca: { file: ca } }),
  };
  const remote = { name: 'admin.conf', kubeconfig: { file: adminConf }, ...(isLocal && { servingFile }) };
  const value = {
    targets: [...(admin ? [remote] : []), ...(isLocal ? [] : [local])],
    ...(folder === kubeadmFolder
      ? { kubeadm: true }
      : { files: kubeadmFiles(folder).specs.map(({ patterns: paths }) => ({ paths })) }),
  };
  return await configOf(value, { file: join(folder, '(kubeadm)'), folder, read });
}

/** Drops the API server on the node itself if nothing listens there: kubeadm's folder may be a copy on another host. */
export function withoutSilentNode(targets: readonly TargetReport[]): readonly TargetReport[] {
  return targets.filter(
    ({ target, reports }) =>
      target.name !== thisNode ||
      !reports.every(({ failures }) =>
        failures.some(({ probe, reason }) => probe === 'serving' && reason === 'refused'),
      ),
  );
}

async function serverOf(path: string, read: ReadFile): Promise<ServerUrl | undefined> {
  const content = await read(path, maxKubeconfigBytes);
  const parsed = content.ok ? parseKubeconfigs([{ path, bytes: content.bytes }]) : undefined;
  return parsed?.ok ? parsed.access.server : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The port in the static pod's manifest. If there is a load balancer, admin.conf may have another port. */
async function securePort(folder: string, read: ReadFile): Promise<number | undefined> {
  const content = await read(join(folder, 'manifests', 'kube-apiserver.yaml'), maxKubeconfigBytes);
  const text = content.ok ? Buffer.from(content.bytes).toString('latin1') : '';
  const digits = /--secure-port=(\d{1,5})\b/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

async function holdsCa(path: string, read: ReadFile): Promise<boolean> {
  const content = await read(path, maxKubeconfigBytes);
  return content.ok && readCaCertificates(content.bytes).ok;
}
