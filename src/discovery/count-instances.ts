import type { ControlPlaneNode } from '../kube/api-objects.js';
import type { ApiserverInstance } from '../kube/apiserver-instances.js';
import type { CannotTell, ExpectedInstances, InstanceCount } from './instance-count.js';
import type { KnownNodes } from './known-nodes.js';
import { nodeIps, nodeOwners } from './node-owners.js';

/** What the API listed: at least where each instance is. */
type Listed = Pick<ApiserverInstance, 'ip' | 'port' | 'nodeName'>;

/**
 * Compares the instances that the API lists with how many there should be. `configured`: `instances` of the configuration, which has
 * precedence over the number of nodes.
 */
export function countInstances(
  listed: readonly Listed[],
  configured: number | undefined,
  known: KnownNodes,
): InstanceCount {
  const nodes = known.known ? known.nodes : [];
  const ownerOf = nodeOwners(nodes);
  const owners = listed.map(ownerOf);
  // An instance that is listed over IPv4 and over IPv6 is one.
  const count = new Set(listed.map((each) => `${ownerOf(each)?.name ?? each.ip} ${each.port}`)).size;
  const { expected, cannotTell } = expectationOf({ configured, known, isFront: isFront(listed, owners) });
  const isShort = expected !== undefined && count < expected.count;
  return { listed: count, expected, missing: isShort ? withoutInstance(owners, nodes) : [], cannotTell };
}

/** Nothing was ever listed. */
export function countNothing(configured: number | undefined): InstanceCount {
  return { listed: undefined, expected: ofConfig(configured), missing: [], cannotTell: 'no_list' };
}

interface Expectation {
  readonly expected: ExpectedInstances | undefined;
  readonly cannotTell: CannotTell | undefined;
}

function expectationOf({
  configured,
  known,
  isFront,
}: {
  readonly configured: number | undefined;
  readonly known: KnownNodes;
  readonly isFront: boolean;
}): Expectation {
  if (configured !== undefined) return { expected: ofConfig(configured), cannotTell: undefined };
  if (!known.known) return { expected: undefined, cannotTell: known.because };
  if (isFront && known.nodes.length > 1) return { expected: undefined, cannotTell: 'load_balancer' };
  return { expected: { count: known.nodes.length, source: 'nodes' }, cannotTell: undefined };
}

function ofConfig(count: number | undefined): ExpectedInstances | undefined {
  return count === undefined ? undefined : { count, source: 'config' };
}

/** Whether all API servers may advertise the address of one load balancer: it is the only one in the list, and that of no node. */
function isFront(listed: readonly Listed[], owners: Owners): boolean {
  return new Set(listed.map(({ ip }) => ip)).size === 1 && owners.every((owner) => owner === undefined);
}

/** An instance that advertises another address than its node's would make its node seem to have none. Then no node is named. */
function withoutInstance(owners: Owners, nodes: readonly ControlPlaneNode[]): InstanceCount['missing'] {
  if (owners.includes(undefined)) return [];
  return nodes.filter((node) => !owners.includes(node)).map((node) => ({ name: node.name, ips: nodeIps(node) }));
}

type Owners = readonly (ControlPlaneNode | undefined)[];
