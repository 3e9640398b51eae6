import { joinHostPort } from '../config/address.js';
import type { Address, Endpoint, ExpectedName, Target } from './target.js';

/** Each is a series, and may be a handshake; the configuration has 256 at most, and the rest are nodes of the control plane. */
const maxNames = 512;

/**
 * The endpoints of one address, given the IPs that its host stands for. The host is an expected name of its own accord: of these endpoints
 * alone, and with the role `instance` unless the target says that clients use it. With a serverName, clients verify that instead.
 */
export function endpointsOf(target: Target, address: Address, ips: readonly string[]): readonly Endpoint[] {
  const expected = expectedNames(target, address);
  const names = expected.slice(0, maxNames);
  const serverName = target.serverName ?? address.host;
  return [...new Set(ips)].map((ip) => ({
    target,
    ip,
    port: address.port,
    address: joinHostPort(ip, address.port),
    // RFC 6066 3: an IP address is no server name.
    serverName: serverName.kind === 'dns' ? serverName.text : undefined,
    names,
    truncated: expected.length > maxNames ? ['names'] : [],
  }));
}

function expectedNames(target: Target, address: Address): readonly ExpectedName[] {
  const own: ExpectedName =
    target.serverName === undefined
      ? { host: address.host, role: 'instance' }
      : { host: target.serverName, role: 'client' };
  return uniteNames([own, ...target.names]);
}

/** Each name once, in the order of its first appearance; `client` wins over `instance`. */
function uniteNames(names: readonly ExpectedName[]): readonly ExpectedName[] {
  const byText = new Map<string, ExpectedName>();
  for (const name of names) {
    if (name.role === 'client' || !byText.has(name.host.text)) byText.set(name.host.text, name);
  }
  return [...byText.values()];
}

/** `host:port` of an address that led to no endpoint, IPv6 in brackets. */
export function addressText({ host, port }: Address): string {
  return joinHostPort(host.text, port);
}
