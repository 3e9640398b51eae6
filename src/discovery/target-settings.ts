import type { TargetConfig } from '../config/config.js';
import { overridableKeyNames } from '../config/overridable-keys.js';

/** The keys of a target, or of `probe`, that probes use as they are in the configuration. */
const keys = ['name', 'labels', 'loopbackLooks', ...overridableKeyNames] as const;

/** The settings of a target that do not depend on how its endpoints are found. The schema says what each means. */
export type TargetSettings = Pick<TargetConfig, (typeof keys)[number]>;

export function targetSettings(config: TargetConfig): TargetSettings {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(keys.map((key) => [key, config[key]])) as unknown as TargetSettings;
}
