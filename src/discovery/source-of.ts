import type { Config, TargetConfig } from '../config/config.js';
import type { ReadFile } from '../config/read-file.js';
import { createAccessReader } from '../kube/access-reader.js';
import { type Environment, inClusterAccess } from '../kube/in-cluster.js';
import { loadAccess } from '../kube/load-access.js';
import { type KubeconfigSourceOptions, kubeconfigSource } from './kubeconfig-source.js';
import { targetOf } from './static.js';
import { staticSource, type TargetSource } from './target-source.js';

export interface SourceWorld extends Omit<KubeconfigSourceOptions, 'readAccess'> {
  readonly read: ReadFile;
  readonly env: Environment;
}

/** What each target of the configuration stands for. */
export function sourcesOf({ targets }: Pick<Config, 'targets'>, world: SourceWorld): readonly TargetSource[] {
  return targets.map((target) => sourceOf(target, world));
}

function sourceOf(config: TargetConfig, world: SourceWorld): TargetSource {
  const { kubeconfig, discovery } = config;
  if (kubeconfig === undefined && discovery === undefined) return staticSource(targetOf(config));
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
  return kubeconfigSource(config, { ...world, readAccess });
}
