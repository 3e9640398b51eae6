import type { Problem } from '../document/problem.js';
import type { ReadFile } from '../document/read-file.js';
import type { Network } from '../net/network.js';
import { hostAddresses } from '../net/own-hosts.js';
import { type RefusedAddress, refusalUnless } from '../net/refused-address.js';
import { specialWords } from '../net/special-address.js';
import { parseIpAddress } from '../x509/ip-address.js';
import type { AccessReading } from './access-reader.js';
import type { ClusterAccess, Source } from './cluster-access.js';
import { readCredentials } from './credentials.js';
import type { KubeconfigContents } from './kubeconfig-contents.js';
import { accessInKubeconfigs } from './kubeconfig.js';

export interface StrangerOptions {
  /** Where the kubeconfig is, for problems: `Secret NAMESPACE/NAME`. */
  readonly place: string;
  /** The networks to which the kubeconfig may lead although they are special. */
  readonly allow: readonly Network[];
  readonly hostAddresses?: typeof hostAddresses;
}

/**
 * Reads the current context of a kubeconfig that a stranger wrote, as whoever may write Secrets. It is used as far as it says of itself how a
 * server elsewhere is reached: it names no file of this host and no program, and neither its server nor its proxy is in this host or
 * link-local, unless `allow` has that network. A user that needs a file or a program is left out, and requests are anonymous. Never rejects;
 * problems show no secret.
 */
export async function strangerAccess(contents: KubeconfigContents, options: StrangerOptions): Promise<AccessReading> {
  const { place } = options;
  // Plugins are allowed here, so that a valid one gets the problem of this file.
  const read = accessInKubeconfigs([{ path: place, contents }], undefined, true);
  if (!read.ok) return read;
  const access = withoutFiles(read.access);
  const problems = [...caProblems(access), ...(await placeProblems(access, options))];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, access, credentials: await readCredentials(access, noFile) };
}

/** No file is named any more. */
const noFile: ReadFile = () => Promise.resolve({ ok: false, failure: 'forbidden' });

const noFiles = 'names a file of this host, which a kubeconfig out of a Secret may not';

function withoutFiles(access: ClusterAccess): ClusterAccess {
  const { clientCertificate: pair, token, exec } = access;
  const files = [pair?.certificate, pair?.key, token].filter(isFile);
  const unsupported = [
    ...access.unsupported,
    ...files.map(({ origin }) => ({ ...origin, message: `${noFiles}: the user was left out` })),
    ...(exec ? [{ ...exec.origin, message: noPlugin }] : []),
  ];
  const isPairInline = pair !== undefined && !isFile(pair.certificate) && !isFile(pair.key);
  return {
    ...access,
    unsupported,
    exec: undefined,
    clientCertificate: isPairInline ? pair : undefined,
    token: isFile(token) ? undefined : token,
  };
}

const noPlugin = 'names an exec plugin, which a kubeconfig out of a Secret may not: the user was left out';

function isFile(source: Source | undefined): source is Extract<Source, { kind: 'file' }> {
  return source?.kind === 'file';
}

function caProblems({ ca }: ClusterAccess): readonly Problem[] {
  return isFile(ca) ? [{ ...ca.origin, message: `${noFiles}: certificate-authority-data has to hold the CA` }] : [];
}

async function placeProblems(access: ClusterAccess, options: StrangerOptions): Promise<readonly Problem[]> {
  const { server, proxy } = access;
  const hosts = [['server', server.host.text], ...(proxy ? [['proxy-url', proxy.host]] : [])] as const;
  const problems: Problem[] = [];
  for (const [path = '', host = ''] of hosts) {
    const refused = await refusalOf(host, options);
    if (refused === undefined) continue;
    const kind = refused.kind === 'malformed' ? 'no address' : specialWords(refused.kind);
    const message = `leads to ${refused.ip} (${kind}), to which a kubeconfig out of a Secret may not lead: if it belongs to the cluster, write its network under discoveryAllow`;
    problems.push({ file: options.place, path, message });
  }
  return problems;
}

/** What other names lead to is judged when they are dialled. */
async function refusalOf(
  host: string,
  { allow, hostAddresses: ownOf = hostAddresses }: StrangerOptions,
): Promise<RefusedAddress | undefined> {
  const refusal = refusalUnless(allow);
  const isIp = parseIpAddress(host.split('%', 1)[0] ?? '') !== undefined;
  const own = isIp ? new Set([host]) : await ownOf(host);
  return [...(own === 'this_host' ? ['127.0.0.1'] : own)].map(refusal).find((one) => one !== undefined);
}
