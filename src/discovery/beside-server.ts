import type { ClusterAccess } from '../kube/cluster-access.js';
import type { Address } from '../net/address.js';
import type { Found } from './target-source.js';
import type { Target } from './target.js';

export interface Placed {
  /** The target with every instance. */
  readonly instances: Target;
  /** The target with the server that kubectl dials. */
  readonly server: Target;
  readonly access: Pick<ClusterAccess, 'server'>;
}

/**
 * Returns how `check` probes the instances and the server that kubectl dials. If that is one of them, it is probed once, by all their names. If
 * it is a load balancer or a gateway, it is probed beside them: it may lead to a server that is not listed. Instances are probed once each, since
 * one address is one process, but a single one may be a load balancer as well, as managed services list it.
 */
export function besideServer({
  instances,
  server,
  access,
}: Placed): Pick<Found, 'target' | 'server'> & { readonly isInstance: boolean } {
  const isServer = (address: Address): boolean => isSame(address, access.server);
  const [own, rest] = [instances.addresses.filter(isServer), instances.addresses.filter((each) => !isServer(each))];
  const loopbackLooks = instances.addresses.length === 1 ? instances.loopbackLooks : 1;
  return {
    server: own.length > 0 ? { ...instances, addresses: own } : server,
    target: { ...instances, addresses: rest, loopbackLooks },
    isInstance: own.length > 0,
  };
}

function isSame({ host, port }: Address, server: ClusterAccess['server']): boolean {
  return server.path === '' && host.text === server.host.text && port === server.port;
}
