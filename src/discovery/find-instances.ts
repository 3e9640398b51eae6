import type { TargetConfig } from '../config/config.js';
import { discoverApiservers, nodesNote } from '../kube/discover-apiservers.js';
import { isGatewayAt } from '../kube/gateway.js';
import type { ListNodes } from '../kube/list-nodes.js';
import { deadlineIn } from '../net/deadline.js';
import { refusedNote } from '../net/refused-address.js';
import { type ApiOptions, apiOf } from './api-of.js';
import type { FrontedDiscovery } from './instance-list.js';
import type { AskCa } from './live-cas.js';
import { siftInstances, type SiftedInstances } from './sift-instances.js';

export interface KubeconfigTargetOptions extends ApiOptions {
  /** Returns the CA that the configuration gives the target, which overrides that of the kubeconfig. */
  readonly askCa: AskCa;
}

/** A front may be silent for the name that shows a gateway. Half of the time that is left still leaves enough to use the list. */
const patienceForGateway = 1 / 2;

/**
 * Asks the API server for its instances, as the kubeconfig's user, and leaves out those to which no list may lead. Never rejects.
 */
export async function findInstances(
  config: TargetConfig,
  { listNodes, ...options }: ApiOptions & { readonly listNodes: ListNodes },
): Promise<FrontedDiscovery> {
  const { clock } = options;
  const end = deadlineIn(config.timeout, clock);
  const api = await apiOf(config, options);
  if (!api.ok) return { ...api, notes: [] };
  const { client, way } = api;
  const discovery = await discoverApiservers(client, listNodes);
  if (!discovery.ok) return discovery;
  const sifted = siftInstances(discovery.instances, {
    allow: config.discoveryAllow,
    written: [way.access.server, ...config.addresses],
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
