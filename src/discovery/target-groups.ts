import type { Config, TargetConfig } from '../config/config.js';
import { createSourceMaker, type MakeSource, type SourceDependencies } from './source-maker.js';
import { singleGroup, type TargetGroup } from './target-group.js';

/** Creates the group of each entry of the configuration. */
export function targetGroups(
  { targets }: Pick<Config, 'targets'>,
  dependencies: SourceDependencies,
): readonly TargetGroup[] {
  const makeSource = createSourceMaker(dependencies);
  return targets.map((target) => groupOf(target, makeSource));
}

/** Each kind of fleet has a line of its own here. */
function groupOf(config: TargetConfig, makeSource: MakeSource): TargetGroup {
  return singleGroup(makeSource(config));
}
