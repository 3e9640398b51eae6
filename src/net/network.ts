import { BlockList, isIPv4 } from 'node:net';
import { parseIpAddress } from '../x509/ip-address.js';

/** A block of IP addresses (RFC 4632, RFC 4291 2.3). */
export interface Network {
  /** Canonical text: a mapped IPv4 address is always IPv4, never IPv6. */
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  /** How many leading bits the addresses of the block share. */
  readonly prefix: number;
}

/**
 * Reads `10.225.0.0/16` or `fd00:225::/64`. Returns undefined for other text. As in Go's net.ParseCIDR, bits after the prefix do not count.
 */
export function parseNetwork(text: string): Network | undefined {
  const [, ip = '', digits] = /^([0-9A-Fa-f.:]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = parseIpAddress(ip);
  if (address === undefined || ip.includes(':') === isIPv4(address)) return undefined;
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  const prefix = Number(digits);
  return prefix <= (family === 'ipv4' ? 32 : 128) ? { address, family, prefix } : undefined;
}

/** Every address. */
export const everyNetwork: readonly Network[] = [
  { address: '0.0.0.0', family: 'ipv4', prefix: 0 },
  { address: '::', family: 'ipv6', prefix: 0 },
];

/** Creates a function that returns the canonical text of an IP in one of the networks, and undefined for any other text. */
export function allowedIn(networks: readonly Network[]): (ip: string) => string | undefined {
  // A list for each family: one list takes IPv4 addresses for mapped ones, and thus for a part of ::/0.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const { address, prefix, family } of networks) lists[family].addSubnet(address, prefix, family);
  return (ip) => {
    // A mapped IPv4 address is compared, and dialled, as IPv4.
    const canonical = parseIpAddress(ip);
    if (canonical === undefined) return undefined;
    const family = isIPv4(canonical) ? 'ipv4' : 'ipv6';
    return lists[family].check(canonical, family) ? canonical : undefined;
  };
}
