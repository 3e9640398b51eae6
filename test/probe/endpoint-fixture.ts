import type { Target } from '../../src/discovery/target.js';
import { parseAddress } from '../../src/net/address.js';
import { everyNetwork } from '../../src/net/network.js';
import { direct } from '../../src/net/proxy-environment.js';
import { type Endpoint, endpointsOf } from '../../src/probe/endpoint.js';
import { type HostName, parseHostName } from '../../src/x509/host-name.js';

/** A target as a test describes it: addresses and names as text. */
export interface TargetChange extends Partial<Omit<Target, 'addresses' | 'names' | 'serverName'>> {
  readonly addresses?: readonly string[];
  readonly names?: readonly string[];
  readonly serverName?: string;
}

export function targetOf({ addresses = [], names = [], serverName, ...change }: TargetChange = {}): Target {
  return {
    name: 'prod',
    labels: {},
    addresses: addresses.map((text) => {
      const address = parseAddress(text);
      if (!address) throw new Error(`${text} is not an address`);
      return address;
    }),
    names: names.map((text) => ({ host: hostOf(text), role: 'client' })),
    serverName: serverName === undefined ? undefined : hostOf(serverName),
    ca: undefined,
    ownCa: change.ca ?? [],
    caSource: undefined,
    timeout: 5,
    addressFamily: 'all',
    anyFamily: false,
    // The servers of tests listen on loopback, and names lead there.
    discoveryAllow: everyNetwork,
    proxyFor: direct,
    kind: undefined,
    loopback: true,
    loopbackLooks: 1,
    http: false,
    instances: undefined,
    login: undefined,
    ...change,
  };
}

/** The one endpoint of a target whose only address leads to `ip`. */
export function endpointOf(
  { addresses = ['127.0.0.1:6443'], ...change }: TargetChange = {},
  ip = '127.0.0.1',
): Endpoint {
  const target = targetOf({ addresses, ...change });
  const [endpoint] = target.addresses.flatMap((address) => endpointsOf(target, address, [ip]));
  if (!endpoint) throw new Error('no address');
  return endpoint;
}

function hostOf(text: string): HostName {
  const host = parseHostName(text);
  if (!host) throw new Error(`${text} is not a name`);
  return host;
}
