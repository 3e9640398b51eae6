import type { SecureContext } from 'node:tls';
import type { TargetConfig } from '../config/config.js';
import { createTlsContext } from '../net/tls-context.js';
import { clientNames } from './expected-names.js';
import { targetSettings } from './target-settings.js';
import type { Target } from './target.js';

/** Targets with the same CA (the same array, as the config's loader returns it) share one TLS context. It is dropped with the config. */
const contexts = new WeakMap<readonly Uint8Array[], SecureContext>();
const noCa: readonly Uint8Array[] = [];

/** A target whose addresses are in the config. */
export function configuredTarget(config: TargetConfig): Target {
  const { addresses, names, serverName, ca } = config;
  const secureContext = contexts.get(ca ?? noCa) ?? createTlsContext(ca ?? noCa);
  contexts.set(ca ?? noCa, secureContext);
  return {
    ...targetSettings(config),
    addresses,
    names: clientNames(names),
    serverName,
    ca,
    secureContext,
    login: undefined,
  };
}
