import type { IpRange } from './go-name-constraints.js';
import { type SetRules, sortedSet } from './go-sorted-set.js';
import { ipAddressOfBytes } from './ip-address.js';

/** Returns a finder of the range that an IP falls under (ipConstraints of Go's crypto/x509); undefined: there are none. */
export function ipConstraintFinder(ranges: readonly IpRange[]): ((ip: Uint8Array) => IpRange | undefined) | undefined {
  if (ranges.length === 0) return undefined;
  const [short, long] = [4, 16].map((length) =>
    sortedSet(
      ranges.filter(({ ip }) => ip.length === length),
      rules,
    ),
  );
  return (ip) => (ip.length === 4 ? short : long)?.find(ip);
}

const rules: SetRules<IpRange, Uint8Array> = {
  compare: (one, other) => Buffer.compare(one.ip, other.ip) || Buffer.compare(one.mask, other.mask),
  includes: (one, { ip, mask }) =>
    contains(one, ip) &&
    contains(
      one,
      ip.map((octet, at) => octet | (~(mask[at] ?? 0) & 0xff)),
    ),
  compareName: ({ ip }, name) => Buffer.compare(ip, name),
  matches: contains,
};

/** net.IPNet.Contains: an IPv6 address that maps an IPv4 address is that IPv4 address, in the range, too. */
function contains({ ip, mask }: IpRange, name: Uint8Array): boolean {
  const [network, address] = [asIpv4(ip), asIpv4(name)];
  if (network.length !== address.length) return false;
  const bits = mask.subarray(mask.length - network.length);
  return network.every((octet, at) => (octet & (bits[at] ?? 0)) === ((address[at] ?? 0) & (bits[at] ?? 0)));
}

const mapped = Buffer.from('00000000000000000000ffff', 'hex');

function asIpv4(ip: Uint8Array): Uint8Array {
  return ip.length === 16 && mapped.equals(ip.subarray(0, 12)) ? ip.subarray(12) : ip;
}

/** The range as Go prints it: `10.0.0.0/8`. */
export function rangeText({ ip, mask }: IpRange): string {
  const network = asIpv4(ip);
  const bits = [...mask.subarray(mask.length - network.length)].map((octet) => octet.toString(2)).join('');
  return `${ipAddressOfBytes(network)}/${bits.split('1').length - 1}`;
}
