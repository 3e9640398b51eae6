import type { Config, TargetConfig } from '../config/config.js';
import { isSameValue } from '../config/is-same-value.js';
import type { TargetGroup } from '../discovery/target-group.js';

/** A configuration, and the groups of its targets. */
export interface Grouped {
  readonly config: Config;
  readonly groups: readonly TargetGroup[];
}

/**
 * Returns the groups of a new configuration. A target whose settings have not changed keeps its earlier group, and with that its probe
 * under way, its list of instances with the time of its next request, and the login of its exec plugin. A fleet keeps all that it knows.
 */
export function keepUnchanged(before: Grouped, { config, groups }: Grouped): readonly TargetGroup[] {
  const groupsBefore = new Map(before.groups.map((group) => [group.entry.name, group]));
  const [targetsBefore, targets] = [byName(before.config.targets), byName(config.targets)];
  const compared = new Map<object, object>();
  return groups.map((group) => {
    const { name } = group.entry;
    const known = groupsBefore.get(name);
    const target = targets.get(name);
    const isKnown =
      target !== undefined && isSameValue(settingsOf(target), settingsOf(targetsBefore.get(name)), compared);
    return known !== undefined && isKnown ? known : group;
  });
}

/** A CA file is read when it changes, so what was in it when the configuration was loaded is no setting. */
function settingsOf(target: TargetConfig | undefined): unknown {
  return target?.ca?.file === undefined ? target : { ...target, ca: target.ca.file };
}

function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.name, each]));
}
