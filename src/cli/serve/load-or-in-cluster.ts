import { configOf, loadConfig, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { type Environment, isInCluster } from '../../kube/in-cluster.js';
import { defaultConfigFile } from '../command-line.js';

/** The configuration that a pod needs to watch the cluster that it runs in. */
const inCluster = { targets: [{ name: 'kubernetes', discovery: 'kubernetes' }] };

/** The named configuration file, else the default one; in a pod without the default file, the cluster that the pod runs in. */
export async function loadOrInCluster(
  file: string | undefined,
  { env, read }: { readonly env: Environment; readonly read: ReadFile },
): Promise<LoadedConfig> {
  if (file === undefined && isInCluster(env) && (await isMissing(defaultConfigFile, read))) {
    return await configOf(inCluster, { file: 'in-cluster', folder: '.', read });
  }
  return await loadConfig(file ?? defaultConfigFile, read);
}

async function isMissing(file: string, read: ReadFile): Promise<boolean> {
  const content = await read(file, 1);
  return !content.ok && content.failure === 'missing';
}
