import type { ApiserverInstance } from '../kube/apiserver-instances.js';
import { type Address, joinHostPort } from '../net/address.js';
import type { Network } from '../net/network.js';
import { type RefusedAddress, refusalUnless } from '../net/refused-address.js';

export interface SiftedInstances {
  readonly instances: readonly ApiserverInstance[];
  readonly refused: readonly RefusedAddress[];
}

/**
 * Leaves out the instances to which no list may lead: whoever answers as the API server would choose what the exporter dials in its own host
 * and network. An address that the user has written as well is the user's own word. `allow`: the exceptions.
 */
export function siftInstances(
  instances: readonly ApiserverInstance[],
  { allow, written }: { readonly allow: readonly Network[]; readonly written: readonly Address[] },
): SiftedInstances {
  const refusal = refusalUnless(allow);
  const own = new Set(written.map(({ host, port }) => joinHostPort(host.text, port)));
  const refusalOf = ({ ip, port }: ApiserverInstance): RefusedAddress | undefined =>
    own.has(joinHostPort(ip, port)) ? undefined : refusal(ip);
  return {
    instances: instances.filter((instance) => refusalOf(instance) === undefined),
    refused: instances.flatMap((instance) => refusalOf(instance) ?? []),
  };
}
