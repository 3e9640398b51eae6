import { configOf, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { locateKubeconfig, type Surroundings } from '../../kube/locate-kubeconfig.js';
import type { CheckOptions } from './command.js';

/** The target of a kubeconfig, whose path is filled in later. The server may be a load balancer, so it is probed several times. */
const settings = {
  targets: [{ name: 'kubeconfig', discovery: 'kubernetes', proxy: 'environment', loopbackLooks: 'auto' }],
};

/** Returns the configuration for the API server that kubectl would use and, unless --no-discover is given, for every instance behind it. */
export async function kubeconfigConfig(
  { kubeconfig: flag, context, discover }: Pick<CheckOptions, 'kubeconfig' | 'context' | 'discover'>,
  { read, surroundings }: { readonly read: ReadFile; readonly surroundings: Surroundings },
): Promise<LoadedConfig> {
  const loaded = await configOf(settings, { file: 'kubeconfig', folder: surroundings.cwd, read });
  if (!loaded.ok) return loaded;
  const kubeconfig = { ...locateKubeconfig(flag, surroundings), context };
  const discovery = discover === false ? undefined : 'kubernetes';
  const kubectlServer = discover === true ? 'also' : 'instead';
  const targets = loaded.config.targets.map((target) => ({ ...target, kubeconfig, discovery, kubectlServer }) as const);
  return { ok: true, config: { ...loaded.config, targets } };
}
