import type { Config, TargetConfig } from '../../config/config.js';
import { formatProblem, type Problem } from '../../document/problem.js';
import type { ClusterAccess } from '../../kube/cluster-access.js';
import { loadAccess } from '../../kube/load-access.js';
import { fleetKubeconfigs, type FleetReaders } from './fleet-kubeconfigs.js';

/** What the kubeconfigs of targets have. */
export interface TargetKubeconfigs {
  /** What cannot be read, what kubectl would refuse, and what kubectl would do and this program does not. Each problem once. */
  readonly problems: readonly Problem[];
  readonly accesses: ReadonlyMap<TargetConfig, ClusterAccess>;
  /** What each fleet of kubeconfigs leads to, a line each, for people. */
  readonly fleets: readonly string[];
}

/** Reads the kubeconfigs of the targets. Asks nobody on the network. Never rejects, as long as `read` does not. */
export async function targetKubeconfigs(
  { targets }: Pick<Config, 'targets'>,
  readers: FleetReaders,
): Promise<TargetKubeconfigs> {
  const problems = new Map<string, Problem>();
  const accesses = new Map<TargetConfig, ClusterAccess>();
  const fleets: string[] = [];
  const add = (found: readonly Problem[]): void => {
    for (const problem of found) problems.set(formatProblem(problem), problem);
  };
  for (const target of targets) {
    const fleet = await fleetKubeconfigs(target, readers);
    if (fleet !== undefined) {
      add(fleet.problems);
      fleets.push(fleet.line);
    }
    const { kubeconfig, allowExec } = target;
    if (kubeconfig === undefined) continue;
    const loaded = await loadAccess(kubeconfig, kubeconfig.context, { env: {}, read: readers.read, allowExec });
    if (loaded.ok) accesses.set(target, loaded.access);
    add(loaded.ok ? loaded.access.unsupported : loaded.problems);
  }
  return { problems: [...problems.values()], accesses, fleets };
}
