import type { SecureContext } from 'node:tls';
import type { TargetConfig } from '../config/config.js';
import { createTargetContext } from './secure-context.js';
import type { Target } from './target.js';

/** Targets with the same CA (the same array, as the config's loader gives) share one TLS context, which goes when the config goes. */
const contexts = new WeakMap<readonly Uint8Array[], SecureContext>();
const noCa: readonly Uint8Array[] = [];

/** A target whose addresses stand in the config. */
export function targetOf(config: TargetConfig): Target {
  const ca = config.ca ?? noCa;
  const secureContext = contexts.get(ca) ?? createTargetContext(ca);
  contexts.set(ca, secureContext);
  return { ...config, names: config.names.map((host) => ({ host, role: 'client' })), secureContext, login: undefined };
}
