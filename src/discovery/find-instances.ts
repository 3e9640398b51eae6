import type { TargetConfig } from '../config/config.js';
import { formatProblem, type Problem } from '../document/problem.js';
import { createApiClient } from '../kube/api-client.js';
import type { AccessReading } from '../kube/access-reader.js';
import { discoverApiservers, nodesNote } from '../kube/discover-apiservers.js';
import { isGatewayAt } from '../kube/gateway.js';
import type { ListNodes } from '../kube/list-nodes.js';
import type { Clock } from '../net/clock.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import type { SniMemory } from '../net/sni-memory.js';
import type { Decode } from '../x509/certificate.js';
import { deadlineIn } from '../net/deadline.js';
import { guardedLookup } from '../net/guarded-lookup.js';
import { refusedNote } from '../net/refused-address.js';
import type { FrontedDiscovery } from './instance-list.js';
import type { AskCa } from './live-cas.js';
import { siftInstances, type SiftedInstances } from './sift-instances.js';
import { targetProxy } from './target-proxy.js';

export interface KubeconfigTargetOptions {
  /** Returns kubeconfig and credentials as they are now, and the same object as long as they do not change. */
  readonly readAccess: () => Promise<AccessReading>;
  /** Returns the CA that the configuration gives the target, which overrides that of the kubeconfig. */
  readonly askCa: AskCa;
  readonly userAgent: string;
  readonly clock: Clock;
  /** What the environment says of proxies. */
  readonly environment: ProxyFor;
  readonly decode: Decode;
  readonly sni: SniMemory;
}

/** A front may be silent for the name that shows a gateway. Half of the time that is left still leaves enough to use the list. */
const patienceForGateway = 1 / 2;

/**
 * Asks the API server for its instances, as the kubeconfig's user, and leaves out those to which no list may lead. Never rejects.
 */
export async function findInstances(
  config: TargetConfig,
  {
    readAccess,
    environment,
    listNodes,
    ...options
  }: Omit<KubeconfigTargetOptions, 'askCa'> & { readonly listNodes: ListNodes },
): Promise<FrontedDiscovery> {
  const { clock } = options;
  const end = deadlineIn(config.timeout, clock);
  const reading = await readAccess();
  if (!reading.ok) return cannotAsk(reading.problems);
  const { access, credentials } = reading;
  if (!credentials.ok) return cannotAsk(credentials.problems);
  const { ca } = credentials.credentials;
  const way = {
    ...options,
    access,
    lookup: guardedLookup(config.discoveryAllow),
    family: config.addressFamily === 'all' ? undefined : config.addressFamily === 'ipv4' ? 4 : 6,
    proxy: targetProxy({ config, ca, access, environment })(access.server),
  } as const;
  const client = createApiClient({ ...way, credentials: credentials.credentials, timeout: config.timeout });
  const discovery = await discoverApiservers(client, listNodes);
  if (!discovery.ok) return discovery;
  const sifted = siftInstances(discovery.instances, {
    allow: config.discoveryAllow,
    written: [access.server, ...config.addresses],
  });
  const now = clock.monotonic();
  const deadline = now + (end - now) * patienceForGateway;
  const gateway = await isGatewayAt({ ...way, deadline }, config.loopback);
  const notes = [...discovery.notes, ...(config.nodes ? nodesNote(discovery.nodes, client) : []), ...notesOn(sifted)];
  return { ...discovery, ...sifted, notes, gateway };
}

function notesOn({ refused }: SiftedInstances): readonly string[] {
  return refused.length > 0 ? [refusedNote('the list of the Kubernetes API', refused)] : [];
}

function cannotAsk(problems: readonly Problem[]): FrontedDiscovery {
  return { ok: false, failure: { kind: 'credentials', message: problems.map(formatProblem).join('; ') }, notes: [] };
}
