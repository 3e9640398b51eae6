import type { TargetConfig } from '../config/config.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import { clientNames } from './expected-names.js';
import { targetSettings } from './target-settings.js';
import { targetProxy } from './target-proxy.js';
import type { Target } from './target.js';

/** A target whose addresses are in the config. `environment`: what that says of proxies. */
export function configuredTarget(config: TargetConfig, environment: ProxyFor): Target {
  const { addresses, names, serverName, ca } = config;
  return {
    ...targetSettings(config),
    addresses,
    names: clientNames(names),
    serverName,
    ca,
    ownCa: ca ?? [],
    proxyFor: targetProxy({ config, ca, access: undefined, environment }),
    login: undefined,
  };
}
