import { BlockList, isIPv4 } from 'node:net';
import type { Network } from '../config/network.js';
import { parseIpAddress } from '../x509/ip-address.js';

/** The canonical text of an IP that lies in one of the networks; undefined for any other text. */
export function allowedIn(networks: readonly Network[]): (ip: string) => string | undefined {
  const list = new BlockList();
  for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family);
  return (ip) => {
    // A mapped IPv4 address is looked for, and dialled, as IPv4.
    const canonical = parseIpAddress(ip);
    if (canonical === undefined) return undefined;
    return list.check(canonical, isIPv4(canonical) ? 'ipv4' : 'ipv6') ? canonical : undefined;
  };
}
