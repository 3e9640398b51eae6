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

export interface SourceMaker {
  /** Makes the source of a single target. */
  readonly make: (config: TargetConfig) => TargetSource;
  /** What the API of a target's kubeconfig, or of the pod that the exporter runs in, is asked with. */
  readonly optionsOf: (config: TargetConfig) => KubeconfigTargetOptions;
}

/** Creates a maker of sources, which share what their CA files and the environment say. */
export function createSourceMaker(dependencies: SourceDependencies): SourceMaker {
  const environment = environmentProxy(dependencies.env);
  const caOf = dependencies.followCas();
  const optionsOf = (config: TargetConfig): KubeconfigTargetOptions => ({
    ...dependencies,
    environment,
    askCa: caOf(config.ca),
    readAccess: accessReader(config, dependencies),
  });
  return {
    optionsOf,
    make: (config) => {
      const isConfigured = config.kubeconfig === undefined && config.discovery === undefined;
      return isConfigured
        ? configuredSource(config, caOf(config.ca), environment)
        : kubeconfigTarget(config, optionsOf(config));
    },
  };
}

function accessReader(
  { kubeconfig, allowExec, timeout, discoveryInterval }: TargetConfig,
  { env, read, clock, exec, parsers }: SourceDependencies,
): KubeconfigTargetOptions['readAccess'] {
  return createAccessReader(
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
}
