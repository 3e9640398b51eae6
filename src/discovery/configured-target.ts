import type { TargetConfig } from '../config/config.js';
import { clientNames } from './expected-names.js';
import { targetSettings } from './target-settings.js';
import type { Target } from './target.js';

/** A target whose addresses are in the config. */
export function configuredTarget(config: TargetConfig): Target {
  const { addresses, names, serverName, ca } = config;
  return {
    ...targetSettings(config),
    addresses,
    names: clientNames(names),
    serverName,
    ca,
    ownCa: ca ?? [],
    login: undefined,
  };
}
