import type { TargetConfig } from '../config/config.js';
import { formatProblem, type Problem } from '../config/problem.js';
import type { AccessReading } from '../kube/access-reader.js';
import { createApiClient } from '../kube/api-client.js';
import { type ClusterAccess, mayLogIn, verifiedName } from '../kube/cluster-access.js';
import type { Credentials } from '../kube/credentials.js';
import { type Discovery, discoverApiservers } from '../kube/discover-apiservers.js';
import type { Decode } from '../x509/decoded.js';
import type { HostName } from '../x509/host-name.js';
import { clusterNames } from './cluster-names.js';
import { createInstanceList, type Discovered } from './instance-list.js';
import { createTargetContext } from './secure-context.js';
import type { Address, ExpectedName, Login, Target } from './target.js';
import type { Found, TargetSource } from './target-source.js';

export interface KubeconfigSourceOptions {
  /** Kubeconfig and credentials as they are now; the very same object while they stay the same. */
  readonly readAccess: () => Promise<AccessReading>;
  readonly decode: Decode;
  readonly userAgent: string;
  /** Milliseconds that never jump. */
  readonly monotonic: () => number;
}

/**
 * A target that a kubeconfig, or the pod's own service account, leads to: the server that it names, or with `discovery: kubernetes` every
 * instance behind it. What kubectl would verify is an expected name. Files are read anew at each look.
 */
export function kubeconfigSource(config: TargetConfig, options: KubeconfigSourceOptions): TargetSource {
  const { name, labels, timeout } = config;
  const contexts = new WeakMap<AccessReading, Contexts>();
  const instances = createInstanceList(() => discover(config, options), config.discoveryInterval, options.monotonic);

  const find = async (): Promise<Found> => {
    const reading = await options.readAccess();
    if (!reading.ok)
      return { target: undefined, success: false, insecure: false, notes: reading.problems.map(formatProblem) };
    const { access, credentials } = reading;
    const { insecure } = access;
    const known = contexts.get(reading) ?? createContexts(reading, config.ca);
    contexts.set(reading, known);
    const problems = credentials.ok ? access.unsupported : [...access.unsupported, ...credentials.problems];
    const notes = problems.map(formatProblem);
    const base = { ...config, ...known, serverName: undefined };
    if (config.discovery === undefined) {
      return { target: serverTarget(base, config, access), success: credentials.ok, insecure, notes };
    }
    const { list, success, notes: oddities } = await instances();
    const target = list && instancesTarget(base, config, access, list);
    return { target, success, insecure, notes: [...notes, ...oddities] };
  };
  return { name, labels, timeout, find };
}

/** What is made once of a reading of kubeconfig and credentials. */
type Contexts = Pick<Target, 'ca' | 'secureContext' | 'login'>;

function createContexts({ access, credentials }: Extract<AccessReading, { ok: true }>, own: Target['ca']): Contexts {
  const ca = own ?? (credentials.ok ? credentials.credentials.ca : credentials.ca);
  const login = credentials.ok && mayLogIn(access) ? loginOf(credentials.credentials, ca ?? []) : undefined;
  return { ca, secureContext: createTargetContext(ca ?? []), login };
}

function loginOf({ token, clientCertificate }: Credentials, ca: readonly Uint8Array[]): Login {
  try {
    return { token, clientContext: clientCertificate && createTargetContext(ca, clientCertificate) };
  } catch {
    return { token, clientContext: undefined };
  }
}

type Base = Omit<Target, 'addresses' | 'names'>;

/** The server that kubectl dials. */
function serverTarget(base: Base, config: TargetConfig, { server, serverName }: ClusterAccess): Target {
  const address: Address = { host: server.host, port: server.port };
  return {
    ...base,
    serverName,
    addresses: [address, ...config.addresses],
    names: clients([...(serverName ? [] : [server.host]), ...config.names]),
  };
}

/** Each instance at its own address, and every name by which clients reach them, in the cluster and out of it. */
function instancesTarget(base: Base, config: TargetConfig, access: ClusterAccess, list: Discovered): Target {
  const { instances, clusterIps, nodes = [] } = list;
  const own = nodes.flatMap((node) => node.addresses).map(({ host }): ExpectedName => ({ host, role: 'instance' }));
  return {
    ...base,
    addresses: [
      ...instances.map(({ ip, port }): Address => ({ host: { kind: 'ip', text: ip }, port })),
      ...config.addresses,
    ],
    names: [
      ...clients([verifiedName(access), ...config.names, ...clusterNames(clusterIps, config.clusterDomain)]),
      ...own,
    ],
  };
}

function clients(hosts: readonly HostName[]): readonly ExpectedName[] {
  return hosts.map((host) => ({ host, role: 'client' }));
}

async function discover(
  { timeout, nodes }: TargetConfig,
  { readAccess, decode, userAgent }: KubeconfigSourceOptions,
): Promise<Discovery> {
  const reading = await readAccess();
  if (!reading.ok) return cannotAsk(reading.problems);
  const { access, credentials } = reading;
  if (!credentials.ok) return cannotAsk(credentials.problems);
  const client = createApiClient({ access, credentials: credentials.credentials, timeout, userAgent, decode });
  return await discoverApiservers(client, { nodes });
}

function cannotAsk(problems: readonly Problem[]): Discovery {
  return { ok: false, failure: { kind: 'credentials', message: problems.map(formatProblem).join('; ') }, notes: [] };
}
