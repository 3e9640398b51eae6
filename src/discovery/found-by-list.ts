import type { TargetConfig } from '../config/config.js';
import { type ClusterAccess, verifiedName } from '../kube/cluster-access.js';
import { type Address, joinHostPort } from '../net/address.js';
import { besideServer } from './beside-server.js';
import { countNothing } from './count-instances.js';
import { clientNames, clusterNames } from './expected-names.js';
import type { Discovered, ListState } from './instance-list.js';
import type { Found, Scope } from './target-source.js';
import type { ExpectedName, Target } from './target.js';

/** A target without what depends on how its endpoints are found. */
export type TargetBase = Omit<Target, 'addresses' | 'names' | 'serverName'>;

export interface TargetCircumstances {
  readonly base: TargetBase;
  readonly config: TargetConfig;
  readonly access: ClusterAccess;
  /** Whether the credentials could be read. */
  readonly isLoginRead: boolean;
  /** What is to be said of the kubeconfig. */
  readonly notes: readonly string[];
}

/** Returns the target as the list of the Kubernetes API shows it, or as the kubeconfig does where that is enough and there is no list. */
export function foundBy(state: ListState, circumstances: TargetCircumstances): Found {
  const { base, config, access, isLoginRead, notes } = circumstances;
  const { list, count, notDialled } = state;
  const { insecure } = access;
  const isOptional = config.kubectlServer === 'instead';
  const same = { insecure, instances: count, refused: notDialled };
  if (isOptional && (list === undefined || list.instances.length === 0)) {
    const scope: Scope = { kind: 'server', because: whyNoList(state), outOfReach: [] };
    return { ...same, target: serverTarget(base, config, access), scope, success: isLoginRead, notes };
  }
  const found = { ...same, success: isOptional || state.success, notes: [...notes, ...state.notes] };
  if (list !== undefined) return { ...found, ...listedTargets(list, circumstances) };
  // What refuses the server shows at the server itself.
  const isServerProbed = state.refused || config.kubectlServer !== undefined;
  return { ...found, target: isServerProbed ? serverTarget(base, config, access) : undefined };
}

/** The state where the list takes longer than there is time. */
export function noListInTime({ timeout, instances }: Pick<TargetConfig, 'timeout' | 'instances'>): ListState {
  const note = `the list of API servers did not arrive within ${timeout} s`;
  return {
    list: undefined,
    count: countNothing(instances),
    success: false,
    refused: false,
    notDialled: [],
    notes: [note],
  };
}

/** A missing right is all that there is to say of a refusal. */
function whyNoList({ failure, notes }: ListState): string {
  return failure?.needs === undefined ? notes.join('; ') : `needs ${failure.needs}`;
}

function listedTargets(
  list: Discovered,
  { base, config, access }: TargetCircumstances,
): Pick<Found, 'target' | 'server' | 'mayFallBack' | 'scope' | 'namesElsewhere'> {
  const instances = instancesTarget(base, config, access, list);
  const addresses = list.instances.map(({ ip, port }) => joinHostPort(ip, port));
  const scope: Scope = { kind: 'instances', addresses };
  const gateway = list.gateway === true ? gatewayTarget(base, access) : undefined;
  if (config.kubectlServer === undefined) return { target: instances, server: gateway, scope };
  const server = serverTarget(base, { addresses: [], names: config.names }, access);
  // The names in the configuration are those of the API servers, except that of the gateway itself.
  const others = config.names.map(({ text }) => text).filter((name) => name !== verifiedName(access).text);
  const namesElsewhere = gateway === undefined ? [] : others;
  const placed = besideServer({ instances, server, access });
  return { ...placed, mayFallBack: config.kubectlServer === 'instead' && !placed.isInstance, scope, namesElsewhere };
}

/** Returns the target with the server that kubectl dials. */
export function serverTarget(
  base: TargetBase,
  config: Pick<TargetConfig, 'addresses' | 'names'>,
  { server, serverName }: ClusterAccess,
): Target {
  const { host, port, path } = server;
  const address: Address = { host, port, ...(path !== '' && { path }) };
  return {
    ...base,
    serverName,
    addresses: [address, ...config.addresses],
    names: clientNames([...(serverName ? [] : [server.host]), ...config.names]),
  };
}

/** Returns the gateway alone. The names in the configuration are those of the API servers. */
function gatewayTarget(base: TargetBase, access: ClusterAccess): Target {
  return serverTarget(base, { addresses: [], names: [] }, access);
}

/**
 * Returns the target with each instance at its own address, and with every name by which clients reach the instances, inside and outside
 * the cluster.
 */
function instancesTarget(base: TargetBase, config: TargetConfig, access: ClusterAccess, list: Discovered): Target {
  const { instances, clusterIps, gateway = false } = list;
  const nodes = config.nodes && list.nodes.ok ? list.nodes.nodes : [];
  const own = nodes.flatMap((node) => node.addresses).map(({ host }): ExpectedName => ({ host, role: 'instance' }));
  return {
    ...base,
    isCaOfGateway: gateway && config.ca === undefined,
    serverName: undefined,
    addresses: [
      ...instances.map(({ ip, port }): Address => ({ host: { kind: 'ip', text: ip }, port })),
      ...config.addresses,
    ],
    names: [
      ...clientNames([
        ...(gateway ? [] : [verifiedName(access)]),
        ...config.names,
        ...clusterNames(clusterIps, config.clusterDomain),
      ]),
      ...own,
    ],
  };
}
