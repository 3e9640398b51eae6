import type { Config, TargetConfig } from '../../config/config.js';
import { formatProblem, type Problem } from '../../document/problem.js';
import type { ReadFile } from '../../document/read-file.js';
import type { ClusterAccess } from '../../kube/cluster-access.js';
import { loadAccess } from '../../kube/load-access.js';

/** What the kubeconfigs of targets have. */
export interface TargetKubeconfigs {
  /** What cannot be read, what kubectl would refuse, and what kubectl would do and this program does not. Each problem once. */
  readonly problems: readonly Problem[];
  readonly accesses: ReadonlyMap<TargetConfig, ClusterAccess>;
}

/** Reads the kubeconfigs of the targets. Asks nobody on the network. Never rejects, as long as `read` does not. */
export async function targetKubeconfigs(
  { targets }: Pick<Config, 'targets'>,
  read: ReadFile,
): Promise<TargetKubeconfigs> {
  const problems = new Map<string, Problem>();
  const accesses = new Map<TargetConfig, ClusterAccess>();
  for (const target of targets) {
    const { kubeconfig, allowExec } = target;
    if (kubeconfig === undefined) continue;
    const loaded = await loadAccess(kubeconfig, kubeconfig.context, { env: {}, read, allowExec });
    if (loaded.ok) accesses.set(target, loaded.access);
    for (const problem of loaded.ok ? loaded.access.unsupported : loaded.problems) {
      problems.set(formatProblem(problem), problem);
    }
  }
  return { problems: [...problems.values()], accesses };
}
