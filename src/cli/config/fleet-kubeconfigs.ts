import type { TargetConfig } from '../../config/config.js';
import { createKubeconfigFiles, type ExpandPattern } from '../../discovery/kubeconfig-files.js';
import { askFileState } from '../../document/file-state.js';
import type { Problem } from '../../document/problem.js';
import type { ReadFile } from '../../document/read-file.js';
import { kubeconfigContents } from '../../kube/kubeconfig-contents.js';
import { systemClock } from '../../net/clock.js';

/** How the kubeconfigs of fleets are found and read. */
export interface FleetReaders {
  readonly read: ReadFile;
  readonly expand: ExpandPattern;
}

/** What a fleet of kubeconfigs has now. */
export interface FleetKubeconfigs {
  /** What is wrong with its patterns, its files and their contexts. */
  readonly problems: readonly Problem[];
  /** What it leads to, for people. */
  readonly line: string;
}

/** Finds and reads the kubeconfigs of a fleet. Undefined: the target is none. Asks nobody on the network. Never rejects. */
export async function fleetKubeconfigs(
  { name, kubeconfigs, allowExec, discovery }: TargetConfig,
  readers: FleetReaders,
): Promise<FleetKubeconfigs | undefined> {
  if (kubeconfigs === undefined) return undefined;
  const find = createKubeconfigFiles(kubeconfigs, {
    ...readers,
    allowExec,
    fileState: askFileState,
    clock: systemClock,
    contents: (bytes) => Promise.resolve(kubeconfigContents(bytes)),
  });
  const { files, problems } = await find();
  const contexts = files.flatMap((file) => file.contexts);
  const ofContexts = contexts.flatMap(({ access }) => (access.ok ? access.access.unsupported : access.problems));
  const what = discovery === undefined ? 'the server' : 'discovers the API servers';
  const line = `${name}: ${what} of each context, now ${contexts.length} in ${files.length} kubeconfigs`;
  return { problems: [...problems, ...files.flatMap((file) => file.problems), ...ofContexts], line };
}
