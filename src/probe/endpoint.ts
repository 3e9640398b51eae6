import type { ExpectedName, Target } from '../discovery/target.js';
import { type Address, joinHostPort } from '../net/address.js';
import { targetLimits } from '../net/target-limits.js';
import type { Proxy } from '../net/proxy.js';
import type { Truncation } from './truncation.js';

/** One address (IP:port) of one kube-apiserver process. */
export interface Endpoint {
  readonly target: Target;
  /** Behind a proxy that resolves the name, this is the name. */
  readonly ip: string;
  readonly port: number;
  /** Undefined: dialled directly. */
  readonly proxy: Proxy | 'unusable' | undefined;
  /** The label `address`: IP:port as dialled, or host:port where a proxy resolves the name. */
  readonly address: string;
  /** The prefix of every request's path, of a gateway in front of many clusters: `/k8s/clusters/c-1`. Empty as a rule. */
  readonly path: string;
  /** SNI of the serving handshake; undefined: no SNI is sent, because clients dial an IP. */
  readonly serverName: string | undefined;
  /** All names that clients expect its certificate to cover, each once. */
  readonly names: readonly ExpectedName[];
  /** Which limits were exceeded. */
  readonly truncated: readonly Truncation[];
}

/**
 * Returns the endpoints of one address, given the IPs of its host. The host itself is an expected name of these endpoints, with the role
 * `instance` unless the target says that clients use it. With a serverName, clients verify that name instead. Where they verify
 * nothing, no name is expected.
 */
export function endpointsOf(target: Target, address: Address, ips: readonly string[]): readonly Endpoint[] {
  const expected = expectedNames(target, address);
  // Each name is a series and may need a handshake. A configuration has at most 256 names; the rest are nodes of the control plane.
  const most = targetLimits(target.addresses.length).names;
  const names = expected.slice(0, most);
  const serverName = target.serverName ?? address.host;
  return [...new Set(ips)].map((ip) => ({
    target,
    ip,
    port: address.port,
    proxy: target.proxyFor(address),
    address: joinHostPort(ip, address.port),
    path: address.path ?? '',
    // RFC 6066 3: an IP address is not a server name.
    serverName: serverName.kind === 'dns' ? serverName.text : undefined,
    names,
    truncated: expected.length > most ? ['names'] : [],
  }));
}

function expectedNames(target: Target, address: Address): readonly ExpectedName[] {
  if (target.isVerified === false) return [];
  const own: ExpectedName =
    target.serverName === undefined
      ? { host: address.host, role: 'instance' }
      : { host: target.serverName, role: 'client' };
  return uniteNames([own, ...target.names]);
}

/** Returns each name once, in the order of first appearance. The role `client` wins over `instance`. */
function uniteNames(names: readonly ExpectedName[]): readonly ExpectedName[] {
  const byText = new Map<string, ExpectedName>();
  for (const name of names) {
    if (name.role === 'client' || !byText.has(name.host.text)) byText.set(name.host.text, name);
  }
  return [...byText.values()];
}

/** Returns `host:port` of an address that led to no endpoint, with brackets around IPv6. */
export function addressText({ host, port }: Address): string {
  return joinHostPort(host.text, port);
}
