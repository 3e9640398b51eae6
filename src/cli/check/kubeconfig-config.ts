import { configOf, type LoadedConfig } from '../../config/load.js';
import type { ReadFile } from '../../document/read-file.js';
import { locateKubeconfig, type Surroundings } from '../../kube/locate-kubeconfig.js';
import type { CheckOptions } from './command.js';

/** The target of a kubeconfig, whose path is filled in later. A single address may be that of a load balancer, so it is probed several times. */
const settings = (discover: boolean | undefined) => ({
  targets: [
    {
      name: 'kubeconfig',
      discovery: 'kubernetes',
      proxy: 'environment',
      loopbackLooks: discover === true ? 1 : 'auto',
    },
  ],
});

/** Returns the configuration for the API server that kubectl would use or, with --discover, for every instance behind it. */
export async function kubeconfigConfig(
  { kubeconfig: flag, context, discover }: Pick<CheckOptions, 'kubeconfig' | 'context' | 'discover'>,
  { read, surroundings }: { readonly read: ReadFile; readonly surroundings: Surroundings },
): Promise<LoadedConfig> {
  const loaded = await configOf(settings(discover), { file: 'kubeconfig', folder: surroundings.cwd, read });
  if (!loaded.ok) return loaded;
  const kubeconfig = { ...locateKubeconfig(flag, surroundings), context };
  const discovery = discover === true ? 'kubernetes' : undefined;
  const targets = loaded.config.targets.map((target) => ({ ...target, kubeconfig, discovery }) as const);
  return { ok: true, config: { ...loaded.config, targets } };
}
