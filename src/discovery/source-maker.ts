import type { TargetConfig } from '../config/config.js';
import type { ReadFile } from '../document/read-file.js';
import { createAccessReader } from '../kube/access-reader.js';
import { createExecLogin, type ExecDependencies } from '../kube/exec-login.js';
import { type Environment, inClusterAccess } from '../kube/in-cluster.js';
import { loadAccess } from '../kube/load-access.js';
import type { YamlParsers } from '../kube/yaml-parsers.js';
import { environmentProxy } from '../net/proxy-environment.js';
import { configuredSource } from './configured-source.js';
import type { KubeconfigTargetOptions } from './find-instances.js';
import { kubeconfigTarget } from './kubeconfig-target.js';
import type { FollowCas } from './live-cas.js';
import type { TargetSource } from './target-source.js';

export interface SourceDependencies extends Omit<KubeconfigTargetOptions, 'readAccess' | 'environment' | 'askCa'> {
  readonly read: ReadFile;
  readonly followCas: FollowCas;
  readonly env: Environment;
  /** Parses kubeconfigs, which many targets may share. Left out: each here and now. */
  readonly parsers?: Pick<YamlParsers, 'contents'> | undefined;
  /** How exec plugins are run, where they are allowed. */
  readonly exec: Pick<ExecDependencies, 'run' | 'find'>;
}

/** Makes the source of a single target. */
export type MakeSource = (config: TargetConfig) => TargetSource;

/** Creates the function that makes sources. They share what their CA files and the environment say. */
export function createSourceMaker(dependencies: SourceDependencies): MakeSource {
  const environment = environmentProxy(dependencies.env);
  const caOf = dependencies.followCas();
  return (target) => sourceOf(target, { ...dependencies, environment, askCa: caOf(target.ca) });
}

function sourceOf(
  config: TargetConfig,
  dependencies: SourceDependencies & Pick<KubeconfigTargetOptions, 'environment' | 'askCa'>,
): TargetSource {
  const { kubeconfig, discovery } = config;
  if (kubeconfig === undefined && discovery === undefined)
    return configuredSource(config, dependencies.askCa, dependencies.environment);
  const { env, read, clock, exec, parsers } = dependencies;
  const { allowExec, timeout, discoveryInterval } = config;
  const readAccess = createAccessReader(
    (readFile) =>
      kubeconfig === undefined
        ? inClusterAccess(env)
        : loadAccess({ paths: kubeconfig.paths, required: kubeconfig.required }, kubeconfig.context, {
            env,
            read: readFile,
            allowExec,
            ...parsers,
          }),
    read,
    allowExec ? createExecLogin({ ...exec, env, clock }, { timeout, interval: discoveryInterval }) : undefined,
  );
  return kubeconfigTarget(config, { ...dependencies, readAccess });
}
