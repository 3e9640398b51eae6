import type { Config } from '../../config/config.js';
import { formatProblem, type Problem } from '../../document/problem.js';
import type { ReadFile } from '../../document/read-file.js';
import { loadAccess } from '../../kube/load-access.js';

/**
 * Returns what is wrong with the kubeconfigs of the targets: what cannot be read, what kubectl would refuse, and what kubectl would do and
 * this program does not. Each problem once. Never rejects, as long as `read` does not.
 */
export async function kubeconfigProblems(
  { targets }: Pick<Config, 'targets'>,
  read: ReadFile,
): Promise<readonly Problem[]> {
  const found = new Map<string, Problem>();
  for (const { kubeconfig, allowExec } of targets) {
    if (kubeconfig === undefined) continue;
    const loaded = await loadAccess(kubeconfig, kubeconfig.context, { env: {}, read, allowExec });
    for (const problem of loaded.ok ? loaded.access.unsupported : loaded.problems) {
      found.set(formatProblem(problem), problem);
    }
  }
  return [...found.values()];
}
