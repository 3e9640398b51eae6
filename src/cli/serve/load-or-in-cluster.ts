import { configOf, loadConfig, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { type Environment, isInCluster } from '../../kube/in-cluster.js';
import { defaultConfigFile } from '../command-line.js';

/** The configuration for a pod that monitors the cluster that it runs in. */
const inCluster = { targets: [{ name: 'kubernetes', discovery: 'kubernetes' }] };

/** Loads the given configuration file or the default one. A pod without the default file monitors the cluster that it runs in. */
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
