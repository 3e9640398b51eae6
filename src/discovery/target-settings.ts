import type { TargetConfig } from '../config/config.js';

const settings = [
  'name',
  'labels',
  'kind',
  'timeout',
  'addressFamily',
  'anyFamily',
  'discoveryAllow',
  'loopback',
  'loopbackLooks',
  'http',
  'instances',
] as const satisfies readonly (keyof TargetConfig)[];

/** The settings of a target that do not depend on how its endpoints are found. The schema says what each means. */
export type TargetSettings = Pick<TargetConfig, (typeof settings)[number]>;

export function targetSettings(config: TargetConfig): TargetSettings {
  return Object.fromEntries(settings.map((key) => [key, config[key]])) as TargetSettings;
}
