import type { Config, TargetConfig } from '../config/config.js';
import { isSameValue } from '../config/is-same-value.js';
import type { TargetSource } from '../discovery/target-source.js';

/** A configuration, and the sources of its targets. */
export interface Sourced {
  readonly config: Config;
  readonly sources: readonly TargetSource[];
}

/**
 * Returns the sources of a new configuration. A target whose settings have not changed keeps its earlier source, and with that its probe
 * under way, its list of instances with the time of its next request, and the login of its exec plugin.
 */
export function keepUnchanged(before: Sourced, { config, sources }: Sourced): readonly TargetSource[] {
  const sourcesBefore = byName(before.sources);
  const [targetsBefore, targets] = [byName(before.config.targets), byName(config.targets)];
  const compared = new Map<object, object>();
  return sources.map((source) => {
    const { name } = source;
    const known = sourcesBefore.get(name);
    const target = targets.get(name);
    const isKnown =
      target !== undefined && isSameValue(settingsOf(target), settingsOf(targetsBefore.get(name)), compared);
    return known !== undefined && isKnown ? known : source;
  });
}

/** A CA file is read when it changes, so what was in it when the configuration was loaded is no setting. */
function settingsOf(target: TargetConfig | undefined): unknown {
  return target?.ca?.file === undefined ? target : { ...target, ca: target.ca.file };
}

function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.name, each]));
}
