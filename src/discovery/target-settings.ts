import type { TargetConfig } from '../config/config.js';

/** The settings of a target that do not depend on how its endpoints are found. The schema says what each means. */
export type TargetSettings = ReturnType<typeof targetSettings>;

export function targetSettings({
  name,
  labels,
  kind,
  timeout,
  addressFamily,
  anyFamily,
  discoveryAllow,
  loopback,
  loopbackLooks,
  http,
  instances,
}: TargetConfig) {
  return {
    name,
    labels,
    kind,
    timeout,
    addressFamily,
    anyFamily,
    discoveryAllow,
    loopback,
    loopbackLooks,
    http,
    instances,
  };
}
