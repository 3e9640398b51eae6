import type { NetworkInterfaceInfo } from 'node:os';
import { parseIpAddress } from '../x509/ip-address.js';

/** The interfaces of a host by name, as node:os returns them. */
export type Interfaces = Readonly<Partial<Record<string, readonly Pick<NetworkInterfaceInfo, 'address'>[]>>>;

/** kube-proxy in its mode ipvs gives this interface of every node the IPs of all services. They say nothing of the node. */
const ofServices = 'kube-ipvs0';

/** Returns the canonical IPs of this host. */
export function ownAddresses(interfaces: Interfaces): readonly string[] {
  return Object.entries(interfaces).flatMap(([name, infos = []]) =>
    name === ofServices ? [] : infos.flatMap(({ address }) => parseIpAddress(address.split('%', 1)[0] ?? '') ?? []),
  );
}
