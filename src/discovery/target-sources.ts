import type { Config, TargetConfig } from '../config/config.js';
import type { ReadFile } from '../document/read-file.js';
import { createAccessReader } from '../kube/access-reader.js';
import { type Environment, inClusterAccess } from '../kube/in-cluster.js';
import { loadAccess } from '../kube/load-access.js';
import { configuredTarget } from './configured-target.js';
import { kubeconfigTarget, type KubeconfigTargetOptions } from './kubeconfig-target.js';
import { fixedSource, type TargetSource } from './target-source.js';

export interface SourceDependencies extends Omit<KubeconfigTargetOptions, 'readAccess'> {
  readonly read: ReadFile;
  readonly env: Environment;
}

/** What each target of the configuration stands for. */
export function targetSources(
  { targets }: Pick<Config, 'targets'>,
  world: SourceDependencies,
): readonly TargetSource[] {
  return targets.map((target) => sourceOf(target, world));
}

function sourceOf(config: TargetConfig, world: SourceDependencies): TargetSource {
  const { kubeconfig, discovery } = config;
  if (kubeconfig === undefined && discovery === undefined) return fixedSource(configuredTarget(config));
  const { env, read } = world;
  const readAccess = createAccessReader(
    (readFile) =>
      kubeconfig === undefined
        ? inClusterAccess(env)
        : loadAccess({ paths: kubeconfig.paths, required: kubeconfig.required }, kubeconfig.context, {
            env,
            read: readFile,
          }),
    read,
  );
  return kubeconfigTarget(config, { ...world, readAccess });
}
