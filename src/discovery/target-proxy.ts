import type { TargetConfig } from '../config/config.js';
import type { ClusterAccess } from '../kube/cluster-access.js';
import type { Proxy, ProxyVerification } from '../net/proxy.js';
import { direct, type ProxyFor } from '../net/proxy-environment.js';

/** What decides on the proxy of a target. */
export interface ProxyChoice {
  readonly config: Pick<TargetConfig, 'proxy' | 'discoveryAllow'>;
  /** What the target's clients trust. Undefined: the public roots, which clients trust by default. */
  readonly ca: readonly Uint8Array[] | undefined;
  /** Undefined: the target has no kubeconfig. */
  readonly access: Pick<ClusterAccess, 'proxy' | 'serverName' | 'insecure'> | undefined;
  /** What the environment says. */
  readonly environment: ProxyFor;
}

/**
 * Returns the proxies of a target: the proxy-url of its kubeconfig, which overrides everything as in client-go, or else what the
 * configuration says. The instances that discovery finds are behind the same proxy: where the API server itself can be reached through a
 * proxy only, so can they.
 */
export function targetProxy({ config, ca, access, environment }: ProxyChoice): ProxyFor {
  const { proxy, discoveryAllow } = config;
  const verification: ProxyVerification = {
    ca,
    serverName: access?.serverName?.text,
    insecure: access?.insecure ?? false,
  };
  const verified = (found: Proxy): Proxy => ({ ...found, verification, discoveryAllow });
  const fixed = access?.proxy ?? (typeof proxy === 'string' ? undefined : proxy);
  if (fixed !== undefined) return always(verified(fixed));
  if (proxy !== 'environment') return direct;
  return (address) => {
    const found = environment(address);
    return typeof found === 'object' ? verified(found) : found;
  };
}

function always(proxy: Proxy): ProxyFor {
  return () => proxy;
}
