import type { Address } from './address.js';
import { parseNoProxy } from './no-proxy.js';
import { parseProxyVariable, type Proxy } from './proxy.js';

/** Returns the proxy through which an address is dialled; undefined: directly. `unusable`: there should be one, and it cannot be used. */
export type ProxyFor = (address: Address) => Proxy | 'unusable' | undefined;

/** Every address is dialled directly. */
export const direct: ProxyFor = () => undefined;

/**
 * Returns the proxies that Go takes from the environment for https URLs (golang.org/x/net/http/httpproxy): HTTPS_PROXY, except for what
 * NO_PROXY lists. Upper case wins over lower case, and an empty variable counts as unset. Go has no ALL_PROXY.
 */
export function environmentProxy(env: Readonly<Record<string, string | undefined>>): ProxyFor {
  const value = env['HTTPS_PROXY'] || env['https_proxy'];
  const proxy = value ? parseProxyVariable(value) : 'ignored';
  if (proxy === 'ignored') return direct;
  const bypass = parseNoProxy(env['NO_PROXY'] || env['no_proxy'] || '');
  return (address) => (bypass(address) ? undefined : proxy);
}
