import { join } from 'node:path';
import { parseLenientDocument } from '../document/lenient-document.js';
import { type ReadFile, readFailureMessage } from '../document/read-file.js';
import { itemsOf, property } from '../kube/property.js';
import { type Address, parseAddress } from '../net/address.js';
import { parseIpAddress } from '../x509/ip-address.js';

/** What the manifest of the static pod kube-apiserver says. */
export type KubeadmManifest =
  | (ApiserverFlags & { readonly state: 'read' })
  | { readonly state: 'missing' }
  /** `why` follows the file's name, for people. */
  | { readonly state: 'unread'; readonly why: string };

export interface ApiserverFlags {
  /** The IP on which it alone listens; undefined: it listens on every address of the node. */
  readonly bind: string | undefined;
  /** The IP that is in the API for it. */
  readonly advertise: string | undefined;
  readonly port: number | undefined;
  /** The path of the serving certificate on the node. */
  readonly certFile: string | undefined;
}

const maxManifestBytes = 256 * 1024;

/** The path of the manifest in kubeadm's folder. */
export function manifestPath(folder: string): string {
  return join(folder, 'manifests', 'kube-apiserver.yaml');
}

/** Reads the manifest of kube-apiserver in kubeadm's folder. Never rejects, as long as `read` does not. */
export async function readKubeadmManifest(folder: string, read: ReadFile): Promise<KubeadmManifest> {
  const path = manifestPath(folder);
  const content = await read(path, maxManifestBytes);
  if (!content.ok) {
    return content.failure === 'missing'
      ? { state: 'missing' }
      : { state: 'unread', why: readFailureMessage(content.failure, maxManifestBytes) };
  }
  const parsed = parseLenientDocument(content.bytes, path);
  if (!parsed.ok) return { state: 'unread', why: 'is no YAML that a kubelet can read' };
  const { value } = parsed.document;
  const command = commandOf(value);
  return command === undefined
    ? { state: 'unread', why: 'is no pod that runs kube-apiserver' }
    : { state: 'read', ...withAnnotation(flagsOf(command), value) };
}

/** The words of the container that runs kube-apiserver. */
function commandOf(pod: unknown): readonly string[] | undefined {
  const commands = itemsOf(property(pod, 'spec'), 'containers').map((container) =>
    [...itemsOf(container, 'command'), ...itemsOf(container, 'args')].map(String),
  );
  return commands.find((words) => words.some((word) => /(?:^|\/)kube-apiserver$/.test(word)));
}

/** Reads flags as pflag does: `--name=value` or `--name value`, the last one wins. Values that the server would not start with count as absent. */
function flagsOf(command: readonly string[]): ApiserverFlags {
  const last = (name: string): string | undefined => {
    const at = command.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
    const word = command[at];
    return word === name ? command[at + 1] : word?.slice(name.length + 1);
  };
  const port = Number(last('--secure-port'));
  return {
    bind: listening(last('--bind-address')),
    advertise: listening(last('--advertise-address')),
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined,
    certFile: last('--tls-cert-file'),
  };
}

/** An IP that is one address: 0.0.0.0 and :: mean all. */
function listening(text: string | undefined): string | undefined {
  const ip = parseIpAddress(text ?? '');
  return ip === '0.0.0.0' || ip === '::' ? undefined : ip;
}

/** kubeadm writes the address that it gave the server into an annotation as well. A flag that people have changed since has precedence. */
function withAnnotation(flags: ApiserverFlags, pod: unknown): ApiserverFlags {
  const annotations = property(property(pod, 'metadata'), 'annotations');
  const text = property(annotations, 'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint');
  const endpoint: Address | undefined = typeof text === 'string' ? parseAddress(text) : undefined;
  if (endpoint?.host.kind !== 'ip') return flags;
  return { ...flags, advertise: flags.advertise ?? endpoint.host.text, port: flags.port ?? endpoint.port };
}
