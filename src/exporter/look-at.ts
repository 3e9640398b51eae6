import type { TargetSource } from '../discovery/target-source.js';
import { type FileEvidence, fileEvidence } from '../files/serving-file.js';
import type { Deadline } from '../probe/deadline.js';
import type { TargetReport } from '../probe/sweep.js';
import type { Snapshot } from './snapshot.js';

/** What one look showed. */
export interface Look {
  readonly reports: readonly TargetReport[];
  readonly evidence: FileEvidence;
}

/** Looks at these targets and at all files, and shares what is under way already. */
export async function lookAt(
  { config, files, flights }: Snapshot,
  targets: readonly TargetSource[],
  deadline: Deadline,
): Promise<Look> {
  const [reports, fileReports] = await Promise.all([
    Promise.all(targets.map((target) => flights.join(target, deadline))),
    files.join(config, deadline),
  ]);
  return { reports, evidence: fileEvidence(config.targets, reports, fileReports) };
}
