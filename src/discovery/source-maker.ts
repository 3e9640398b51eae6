import type { TargetConfig } from '../config/config.js';
import type { AskFileState } from '../document/file-state.js';
import type { ReadFile } from '../document/read-file.js';
import { createAccessReader } from '../kube/access-reader.js';
import type { AccessResult } from '../kube/cluster-access.js';
import { createExecLogin, type ExecDependencies } from '../kube/exec-login.js';
import { type Environment, inClusterAccess } from '../kube/in-cluster.js';
import { loadAccess } from '../kube/load-access.js';
import type { YamlParsers } from '../kube/yaml-parsers.js';
import { environmentProxy } from '../net/proxy-environment.js';
import { configuredSource } from './configured-source.js';
import type { KubeconfigTargetOptions } from './find-instances.js';
import type { ExpandPattern } from './kubeconfig-files.js';
import { kubeconfigTarget } from './kubeconfig-target.js';
import type { FollowCas } from './live-cas.js';
import type { TargetSource } from './target-source.js';

export interface SourceDependencies extends Omit<KubeconfigTargetOptions, 'readAccess' | 'environment' | 'askCa'> {
  readonly read: ReadFile;
  readonly followCas: FollowCas;
  readonly env: Environment;
  /** Parses kubeconfigs, which many targets may share. Left out: each here and now. */
  readonly parsers?: Pick<YamlParsers, 'contents'> | undefined;
  /** How the kubeconfigs of fleets are found and followed. Left out: patterns lead nowhere. */
  readonly files?: FleetFiles | undefined;
  /** How exec plugins are run, where they are allowed. */
  readonly exec: Pick<ExecDependencies, 'run' | 'find'>;
}

export interface FleetFiles {
  readonly expand: ExpandPattern;
  readonly fileState: AskFileState;
}

/** Reads a kubeconfig. It reads files by `read` only, so that it is called again when they change. Must not reject. */
export type LoadAccess = (read: ReadFile) => AccessResult | Promise<AccessResult>;

export interface SourceMaker {
  /** Makes the source of a single target. */
  readonly make: (config: TargetConfig) => TargetSource;
  /** Makes that of a target whose kubeconfig is read otherwise than the configuration says. */
  readonly makeFrom: (config: TargetConfig, load: LoadAccess) => TargetSource;
  /** What the API of a target's kubeconfig, or of the pod that the exporter runs in, is asked with. */
  readonly optionsOf: (config: TargetConfig) => KubeconfigTargetOptions;
}

/** Creates a maker of sources, which share what their CA files and the environment say. */
export function createSourceMaker(dependencies: SourceDependencies): SourceMaker {
  const environment = environmentProxy(dependencies.env);
  const caOf = dependencies.followCas();
  const options = (config: TargetConfig, load: LoadAccess): KubeconfigTargetOptions => ({
    ...dependencies,
    environment,
    askCa: caOf(config.ca),
    readAccess: accessReader(config, load, dependencies),
  });
  const optionsOf = (config: TargetConfig): KubeconfigTargetOptions =>
    options(config, configuredAccess(config, dependencies));
  return {
    optionsOf,
    make: (config) => {
      const isConfigured = config.kubeconfig === undefined && config.discovery === undefined;
      return isConfigured
        ? configuredSource(config, caOf(config.ca), environment)
        : kubeconfigTarget(config, optionsOf(config));
    },
    makeFrom: (config, load) => kubeconfigTarget(config, options(config, load)),
  };
}

function configuredAccess({ kubeconfig, allowExec }: TargetConfig, { env, parsers }: SourceDependencies): LoadAccess {
  if (kubeconfig === undefined) return () => inClusterAccess(env);
  const { paths, required, context } = kubeconfig;
  return (read) => loadAccess({ paths, required }, context, { env, read, allowExec, ...parsers });
}

function accessReader(
  { allowExec, timeout, discoveryInterval }: TargetConfig,
  load: LoadAccess,
  { env, read, clock, exec }: SourceDependencies,
): KubeconfigTargetOptions['readAccess'] {
  const execLogin = allowExec
    ? createExecLogin({ ...exec, env, clock }, { timeout, interval: discoveryInterval })
    : undefined;
  return createAccessReader(load, read, execLogin);
}
