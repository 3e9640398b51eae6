import { loadConfig, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { type Environment, isInCluster } from '../../kube/in-cluster.js';

/** Where the configuration lies when nobody says. */
export const defaultConfigFile = 'exporter.yml';

/** All of the configuration that a pod needs to watch the cluster that it runs in. */
const inCluster = { targets: [{ name: 'kubernetes', discovery: 'kubernetes' }] };

/**
 * The configuration file; where none is named, none lies in the default place, and we are a pod: the cluster that the pod runs in.
 */
export async function loadOrInCluster(
  file: string | undefined,
  { env, read }: { readonly env: Environment; readonly read: ReadFile },
): Promise<LoadedConfig> {
  if (file !== undefined) return await loadConfig(file, read);
  const absent = isInCluster(env) && (await isMissing(defaultConfigFile, read));
  return await loadConfig(
    defaultConfigFile,
    absent ? () => Promise.resolve({ ok: true, bytes: inClusterBytes() }) : read,
  );
}

async function isMissing(file: string, read: ReadFile): Promise<boolean> {
  const content = await read(file, 1);
  return !content.ok && content.failure === 'missing';
}

function inClusterBytes(): Uint8Array {
  return Buffer.from(JSON.stringify(inCluster));
}
