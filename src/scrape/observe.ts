import type { TargetSource } from '../discovery/target-source.js';
import { distinctNames } from '../discovery/targets.js';
import { type FileEvidence, fileEvidence } from '../files/serving-file.js';
import { type Deadline, halfway } from '../net/deadline.js';
import type { TargetReport } from '../probe/report.js';
import type { RunningConfig } from './running-config.js';

/** What targets and files showed at one time. */
export interface Observation {
  readonly reports: readonly TargetReport[];
  readonly evidence: FileEvidence;
}

/** Probes these targets, each list as soon as it is there, and reads all files. Joins work that is under way already. */
export async function observe(
  { config, files, probes }: RunningConfig,
  lists: readonly Promise<readonly TargetSource[]>[],
  deadline: Deadline,
): Promise<Observation> {
  const probeAll = async (list: Promise<readonly TargetSource[]>): Promise<readonly TargetReport[]> =>
    await Promise.all((await list).map((target) => probes.join(target, deadline)));
  const [listed, fileReports] = await Promise.all([Promise.all(lists.map(probeAll)), files.join(config, deadline)]);
  const reports = distinctNames(listed.flat(), ({ target }) => target.name);
  return { reports, evidence: fileEvidence(config.targets, reports, fileReports) };
}

/** Lists all targets and probes them. Half of the time is for the lists: what they showed before counts from then on. */
export async function observeAll(running: RunningConfig, deadline: Deadline): Promise<Observation> {
  const lists = running.targets.lists(halfway(deadline, running.dependencies.clock));
  return await observe(running, lists, deadline);
}
