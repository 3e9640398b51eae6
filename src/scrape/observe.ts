import type { TargetSource } from '../discovery/target-source.js';
import { type FileEvidence, fileEvidence } from '../files/serving-file.js';
import type { Deadline } from '../net/deadline.js';
import type { TargetReport } from '../probe/report.js';
import type { RunningConfig } from './running-config.js';

/** What targets and files showed at one time. */
export interface Observation {
  readonly reports: readonly TargetReport[];
  readonly evidence: FileEvidence;
}

/** Probes these targets and reads all files. Joins work that is under way already. */
export async function observe(
  { config, files, probes }: RunningConfig,
  targets: readonly TargetSource[],
  deadline: Deadline,
): Promise<Observation> {
  const [reports, fileReports] = await Promise.all([
    Promise.all(targets.map((target) => probes.join(target, deadline))),
    files.join(config, deadline),
  ]);
  return { reports, evidence: fileEvidence(config.targets, reports, fileReports) };
}
