import { basename, join } from 'node:path';
import type { ReadFile } from '../document/read-file.js';
import { maxKubeconfigBytes } from '../kube/kubeconfig-file.js';
import { parseKubeconfigs } from '../kube/kubeconfig.js';
import type { ServerUrl } from '../kube/server-url.js';
import { defaultPort } from '../net/address.js';
import { specialKind } from '../net/special-address.js';
import type { LocalPlace } from '../probe/local-server.js';
import { readGoCertificate } from '../x509/go-certificate.js';
import { ipAddressOfBytes } from '../x509/ip-address.js';
import { readCertificates } from '../x509/read-certificates.js';
import { kubeadmFolder, kubeadmServingFile } from './kubeadm-files.js';
import { type ApiserverFlags, type KubeadmManifest, manifestPath, readKubeadmManifest } from './kubeadm-manifest.js';

/** What is said about the API server of kubeadm's folder by its files. */
export interface LocalSources {
  readonly manifest: KubeadmManifest;
  /** The server of controller-manager.conf, which since kubeadm 1.19 is the node's own. */
  readonly controllers: ServerUrl | undefined;
  /** The server of admin.conf, which may be a load balancer, or a virtual address that this host has now. */
  readonly admin: ServerUrl | undefined;
  /** The IPs that the serving certificate covers; undefined: there is no certificate. */
  readonly covered: readonly string[] | undefined;
}

/** Reads what the files of the folder say about where its API server listens. Never rejects, as long as `read` does not. */
export async function readLocalSources(folder: string, read: ReadFile): Promise<LocalSources> {
  const [manifest, covered, controllers, admin] = await Promise.all([
    readKubeadmManifest(folder, read),
    coveredIn(kubeadmServingFile(folder), read),
    serverOf(join(folder, 'controller-manager.conf'), read),
    serverOf(join(folder, 'admin.conf'), read),
  ]);
  return { manifest, covered, controllers, admin };
}

/** Returns the server of a kubeconfig, or undefined where it cannot be read. */
export async function serverOf(path: string, read: ReadFile): Promise<ServerUrl | undefined> {
  const content = await read(path, maxKubeconfigBytes);
  const parsed = content.ok ? parseKubeconfigs([{ path, bytes: content.bytes }]) : undefined;
  return parsed?.ok ? parsed.access.server : undefined;
}

async function coveredIn(path: string, read: ReadFile): Promise<readonly string[] | undefined> {
  const content = await read(path, maxKubeconfigBytes);
  const [first] = content.ok ? readCertificates(content.bytes) : [];
  const reading = first !== undefined && 'der' in first ? readGoCertificate(first.der) : undefined;
  return reading?.ok ? reading.certificate.ips.flatMap((ip) => ipAddressOfBytes(ip) ?? []) : undefined;
}

/**
 * Returns where to ask for the API server of the folder. The manifest decides. Without it, an address of this host decides that a kubeconfig
 * or the serving certificate has. `own`: the IPs of this host.
 */
export function localPlace(folder: string, sources: LocalSources, own: readonly string[]): LocalPlace {
  const { manifest, covered } = sources;
  const flags = manifest.state === 'read' ? manifest : noFlags;
  const { bind, advertise, certFile } = flags;
  const telling = [bind, advertise].filter((ip) => ip !== undefined).filter(tellsHosts);
  const known = telling.length > 0 ? telling : guesses(sources).filter(tellsHosts);
  const here = known.find((ip) => own.includes(ip));
  const common = {
    port: portOf(sources),
    bind,
    isHere: known.length === 0 ? undefined : here !== undefined,
    named: telling[0],
    isOwnFolder: folder === kubeadmFolder,
    manifest: manifestPath(folder),
    noManifest: noManifest(manifest),
    hasCertificate: covered !== undefined,
    otherFile: isKubeadms(certFile) ? undefined : certFile,
  };
  const host = bind ?? advertise ?? here;
  const hosts = hostsOf(host, common);
  const isPortKnown = manifest.state === 'read' || isNamed(host, sources);
  return {
    ...common,
    hosts,
    isPortKnown,
    isAdvertised: hosts.length === 1 && bind === undefined && telling.length > 0,
  };
}

const noFlags: ApiserverFlags = { bind: undefined, advertise: undefined, port: undefined, certFile: undefined };

/** kubeadm puts the advertised address first in the certificate, and that of a load balancer after it. */
function guesses({ controllers, admin, covered = [] }: LocalSources): readonly string[] {
  return [...ipOf(controllers), ...covered, ...ipOf(admin)];
}

function isNamed(host: string | undefined, { controllers, admin }: LocalSources): boolean {
  return host !== undefined && [...ipOf(controllers), ...ipOf(admin)].includes(host);
}

function ipOf(server: ServerUrl | undefined): readonly string[] {
  return server?.host.kind === 'ip' ? [server.host.text] : [];
}

/** Without a manifest, kubeconfigs have the port. That of a load balancer may be another one. */
function portOf({ manifest, controllers, admin }: LocalSources): number {
  const known = manifest.state === 'read' ? manifest.port : (controllers ?? admin)?.port;
  return known ?? defaultPort;
}

/**
 * A server that listens on every address answers at the loopback one as well, which counts where the other one may not be reachable. A copy
 * on another host must not take that host's server for its own.
 */
function hostsOf(
  host: string | undefined,
  { bind, isHere, isOwnFolder }: Pick<LocalPlace, 'bind' | 'isHere' | 'isOwnFolder'>,
): readonly string[] {
  const named = host === undefined ? [] : [host];
  const isEnough = named.length > 0 && (isHere !== false || bind !== undefined);
  if (isEnough || (isHere === false && !isOwnFolder)) return named;
  return [...named, host?.includes(':') ? '::1' : '127.0.0.1'];
}

/** Whether an address is that of one host: each has the loopback ones. */
function tellsHosts(ip: string): boolean {
  return specialKind(ip) === undefined;
}

function noManifest(manifest: KubeadmManifest): LocalPlace['noManifest'] {
  switch (manifest.state) {
    case 'read':
      return undefined;
    case 'missing':
      return { isMissing: true, why: 'no such file' };
    case 'unread':
      return { isMissing: false, why: manifest.why };
  }
}

/** Whether it is the certificate that kubeadm makes. Its folder may have another path in the manifest: kubespray links pki to ssl. */
function isKubeadms(certFile: string | undefined): boolean {
  return certFile === undefined || basename(certFile) === basename(kubeadmServingFile(kubeadmFolder));
}
