import type { TargetConfig } from '../config/config.js';
import { formatProblem } from '../document/problem.js';
import type { AccessReading } from '../kube/access-reader.js';
import { type ClusterAccess, hasUsableLogin } from '../kube/cluster-access.js';
import { createNodeLister } from '../kube/list-nodes.js';
import type { Credentials } from '../kube/credentials.js';
import { within } from '../net/deadline.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import { publicRoots } from '../net/trusted-roots.js';
import { tlsContext } from '../net/tls-context.js';
import type { CaSource, KnownCa } from './ca-source.js';
import { findInstances, type KubeconfigTargetOptions } from './find-instances.js';
import { foundBy, noListInTime, serverTarget } from './found-by-list.js';
import { createInstanceList, type ListState } from './instance-list.js';
import { targetProxy } from './target-proxy.js';
import { targetSettings } from './target-settings.js';
import type { Found, TargetSource } from './target-source.js';
import type { Login, Target } from './target.js';

/** This part of the timeout is for the list where there is another way. The rest is for the answer. */
const patienceForList = 0.9;

/** The list of instances is used even if that of nodes does not come. Half of the time leaves enough. */
const patienceForNodes = 1 / 2;

/**
 * A target from a kubeconfig, or from the pod's own service account: the server that it names, or with `discovery: kubernetes` every
 * instance behind that server. The name that kubectl would verify is an expected name. Files are read again at each probe.
 */
export function kubeconfigTarget(config: TargetConfig, options: KubeconfigTargetOptions): TargetSource {
  const { name, labels, timeout } = config;
  const settings = targetSettings(config);
  const listNodes = createNodeLister(options.clock, config.timeout * patienceForNodes);
  let last: { readonly by: readonly [AccessReading, KnownCa | undefined]; readonly trust: Trust } | undefined;
  const instances = createInstanceList(
    () => findInstances(config, { ...options, listNodes }),
    config,
    options.clock.monotonic,
  );

  const { clock } = options;
  /** `check` has to have time left to fall back. */
  const listed = (begun: number): Promise<ListState> =>
    config.kubectlServer === 'instead'
      ? within(begun + timeout * patienceForList * 1000, clock, instances(), noListInTime(config))
      : instances();
  const find = async (): Promise<Found> => {
    const begun = clock.monotonic();
    const [reading, configured] = await Promise.all([options.readAccess(), options.askCa()]);
    if (!reading.ok)
      return { target: undefined, success: false, insecure: false, notes: reading.problems.map(formatProblem) };
    const { access, credentials } = reading;
    const { insecure } = access;
    if (last?.by[0] !== reading || last.by[1] !== configured)
      last = { by: [reading, configured], trust: trustOf(reading, configured, config, options.environment) };
    const problems = credentials.ok ? access.unsupported : [...access.unsupported, ...credentials.problems];
    const notes = problems.map(formatProblem);
    const base = { ...settings, ...last.trust };
    if (config.discovery === undefined) {
      return { target: serverTarget(base, config, access), success: credentials.ok, insecure, notes };
    }
    const circumstances = { base, config, access, isLoginRead: credentials.ok, notes };
    return foundBy(await listed(begun), circumstances);
  };
  return { name, labels, timeout, find };
}

/** The CA, login and proxy of one version of kubeconfig, credentials and CA file, made once for each version. */
type Trust = Pick<Target, 'ca' | 'ownCa' | 'caSource' | 'login' | 'proxyFor'>;

function trustOf(
  { access, credentials }: Extract<AccessReading, { ok: true }>,
  configured: KnownCa | undefined,
  config: TargetConfig,
  environment: ProxyFor,
): Trust {
  const own = configured?.certificates ?? (credentials.ok ? credentials.credentials.ca : credentials.ca);
  // Without a CA, kubectl trusts the public roots, unless it verifies nothing.
  const ca = own ?? (credentials.ok && !access.insecure ? publicRoots() : undefined);
  const login = credentials.ok && hasUsableLogin(access) ? loginOf(credentials.credentials) : undefined;
  const proxyFor = targetProxy({ config, ca, access, environment });
  const caSource = configured?.source ?? caSourceOf(access, ca);
  return { ca, ownCa: own ?? [], caSource, login, proxyFor };
}

/** Where the CA of a kubeconfig or pod comes from. `ca`: undefined if it cannot be read. */
function caSourceOf({ ca: source, insecure, isPod }: ClusterAccess, ca: Target['ca']): CaSource | undefined {
  if (source === undefined) return insecure ? undefined : { kind: 'public', path: undefined };
  const named = source.kind === 'file' ? source.path : undefined;
  const problem = ca === undefined ? 'it cannot be read' : undefined;
  return isPod === true
    ? { kind: 'pod', path: named, problem }
    : { kind: 'kubeconfig', path: source.origin.file, named, problem };
}

function loginOf({ token, clientCertificate }: Credentials): Login {
  try {
    return { token, clientContext: clientCertificate && tlsContext(clientCertificate) };
  } catch {
    return { token, clientContext: undefined };
  }
}
