import type { Config, TargetConfig } from '../config/config.js';
import { kubeconfigContents } from '../kube/kubeconfig-contents.js';
import { aggregatedFleet } from './aggregated-fleet.js';
import { createFleet } from './create-fleet.js';
import { kubeconfigsFleet } from './kubeconfigs-fleet.js';
import { createWorkloadList } from './list-workloads.js';
import { createSourceMaker, type FleetFiles, type SourceDependencies, type SourceMaker } from './source-maker.js';
import { singleGroup, type TargetGroup } from './target-group.js';

/** Creates the group of each entry of the configuration. */
export function targetGroups(
  { targets }: Pick<Config, 'targets'>,
  dependencies: SourceDependencies,
): readonly TargetGroup[] {
  const maker = createSourceMaker(dependencies);
  return targets.map((target) => groupOf(target, maker, dependencies));
}

/** Each kind of fleet has a line of its own here. */
function groupOf(config: TargetConfig, maker: SourceMaker, dependencies: SourceDependencies): TargetGroup {
  const { clock, read, parsers, files = noFiles } = dependencies;
  const contents = parsers?.contents ?? ((bytes: Uint8Array) => Promise.resolve(kubeconfigContents(bytes)));
  if (config.kubeconfigs !== undefined)
    return kubeconfigsFleet(config, config.kubeconfigs, { ...files, read, contents, clock, makeFrom: maker.makeFrom });
  if (config.discovery === 'cluster-api')
    return createFleet({ config, clock, list: createWorkloadList(config, { ...maker.optionsOf(config), contents }) });
  if (config.discovery === 'aggregated') return aggregatedFleet(config, maker.optionsOf(config));
  return singleGroup(maker.make(config));
}

const noFiles: FleetFiles = {
  expand: () => Promise.resolve({ paths: [], failures: [] }),
  fileState: () => Promise.resolve({ ok: false, failure: 'missing' }),
};
