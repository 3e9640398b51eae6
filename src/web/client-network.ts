import { parseIpAddress } from '../x509/ip-address.js';

/** How many leading groups of an IPv6 address name a network: a host or a site has at least a /64 (RFC 4291 2.5.1), and all addresses in it. */
const groups = 4;

/**
 * Returns what distinguishes clients when each gets its share: an IPv4 address, or the /64 of an IPv6 address. An IPv4 client of an IPv6
 * socket (`::ffff:10.0.0.1`) is the same as on an IPv4 socket. `address`: of a socket; undefined: the connection has ended already.
 */
export function clientNetwork(address: string | undefined): string {
  const [unscoped = ''] = (address ?? '').split('%');
  const ip = parseIpAddress(unscoped) ?? unscoped;
  if (!ip.includes(':')) return ip;
  const [before = '', after] = ip.split('::');
  const left = before === '' ? [] : before.split(':');
  const right = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, groups).join(':')}::/64`;
}
