import { delimiter, resolve } from 'node:path';
import type { Environment } from './in-cluster.js';

/** The kubeconfigs that count, the most important one first. */
export interface KubeconfigLocation {
  /** Absolute, at least one. */
  readonly paths: readonly string[];
  /** Whether the user named them explicitly, so that a missing one is an error. Otherwise missing ones are skipped, as in kubectl. */
  readonly required: boolean;
}

export interface Surroundings {
  readonly env: Environment;
  /** The user's home directory. */
  readonly home: string;
  /** The current directory: relative paths of the command line and of KUBECONFIG count from it. */
  readonly cwd: string;
}

/**
 * Returns the paths that kubectl would use (k8s.io/client-go/tools/clientcmd, loader.go): --kubeconfig, else KUBECONFIG, else
 * ~/.kube/config.
 */
export function locateKubeconfig(flag: string | undefined, { env, home, cwd }: Surroundings): KubeconfigLocation {
  if (flag !== undefined) return { paths: [resolve(cwd, flag)], required: true };
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (listed.length === 0) return { paths: [resolve(home, '.kube', 'config')], required: false };
  return { paths: [...new Set(listed.map((path) => resolve(cwd, path)))], required: false };
}
