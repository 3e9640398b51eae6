import type { TargetConfig } from '../config/config.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import type { KnownCa } from './ca-source.js';
import { clientNames } from './expected-names.js';
import type { AskCa } from './live-cas.js';
import { targetSettings } from './target-settings.js';
import { targetProxy } from './target-proxy.js';
import type { Found, TargetSource } from './target-source.js';
import type { Target } from './target.js';

/** The source of a target whose addresses are in the config. `askCa`: its CA as it is now. `environment`: what that says of proxies. */
export function configuredSource(config: TargetConfig, askCa: AskCa, environment: ProxyFor): TargetSource {
  const { name, labels, timeout } = config;
  let last: { readonly ca: KnownCa | undefined; readonly found: Found } | undefined;
  const find = async (): Promise<Found> => {
    const ca = await askCa();
    if (last === undefined || last.ca !== ca) last = { ca, found: foundWith(ca) };
    return last.found;
  };
  const foundWith = (ca: KnownCa | undefined): Found => ({
    target: configuredTarget(config, ca, environment),
    success: true,
    insecure: false,
    notes: [],
  });
  return { name, labels, timeout, find };
}

/** A target whose addresses are in the config. */
function configuredTarget(config: TargetConfig, known: KnownCa | undefined, environment: ProxyFor): Target {
  const { addresses, names, serverName } = config;
  const ca = known?.certificates;
  return {
    ...targetSettings(config),
    addresses,
    names: clientNames(names),
    serverName,
    ca,
    ownCa: ca ?? [],
    caSource: known?.source,
    proxyFor: targetProxy({ config, ca, access: undefined, environment }),
    login: undefined,
  };
}
