import { delimiter } from 'node:path';
import { type Problem, quote } from '../document/problem.js';
import { readFailureMessage, type ReadFile } from '../document/read-file.js';
import type { AccessResult } from './cluster-access.js';
import { type Environment, inClusterAccess, isInCluster } from './in-cluster.js';
import { kubeconfigContents, type KubeconfigContents } from './kubeconfig-contents.js';
import { maxKubeconfigBytes } from './kubeconfig-file.js';
import { accessInKubeconfigs } from './kubeconfig.js';
import type { KubeconfigLocation } from './locate-kubeconfig.js';

interface AccessDependencies {
  readonly env: Environment;
  readonly read: ReadFile;
  /** Whether plugins that the kubeconfig names may log in. */
  readonly allowExec?: boolean;
  /** Parses a kubeconfig. Left out: here and now. */
  readonly contents?: (bytes: Uint8Array) => Promise<KubeconfigContents>;
}

const hereAndNow = (bytes: Uint8Array): Promise<KubeconfigContents> => Promise.resolve(kubeconfigContents(bytes));

/**
 * Returns the access that kubectl would use: the kubeconfigs at `location` or, if none of them exists and none is required, the pod's own
 * service account. `context`: the current one when left out. Never rejects.
 */
export async function loadAccess(
  { paths, required }: KubeconfigLocation,
  context: string | undefined,
  { env, read, allowExec = false, contents = hereAndNow }: AccessDependencies,
): Promise<AccessResult> {
  const files: { readonly path: string; readonly contents: KubeconfigContents }[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const content = await read(path, maxKubeconfigBytes);
    if (content.ok) files.push({ path, contents: await contents(content.bytes) });
    else if (content.failure !== 'missing' || required) {
      problems.push({ file: path, path: '', message: readFailureMessage(content.failure, maxKubeconfigBytes) });
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  if (files.length > 0) return accessInKubeconfigs(files, context, allowExec);
  return isInCluster(env) ? inClusterAccess(env) : { ok: false, problems: [nothingFound(paths)] };
}

function nothingFound(paths: readonly string[]): Problem {
  const message = `no kubeconfig: ${paths.map(quote).join(', ')} ${paths.length === 1 ? 'does' : 'do'} not exist`;
  return {
    file: paths.join(delimiter),
    path: '',
    message: `${message}, and this is not a pod; give --kubeconfig or set KUBECONFIG`,
  };
}
