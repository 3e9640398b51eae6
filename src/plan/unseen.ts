import type { FileEvidence } from '../files/serving-file.js';
import { isGateway } from '../probe/entry-point.js';
import { processesOf } from '../probe/processes.js';
import type { Report, TargetReport } from '../probe/report.js';
import { serverKindOf } from '../probe/server-kind-of.js';
import { countText } from '../text/count-text.js';

/** Says what the plan lacks, because it was not seen: a sentence for each. Empty: nothing. */
export function unseen(targets: readonly TargetReport[], { files }: Pick<FileEvidence, 'files'>): readonly string[] {
  const reports = targets.flatMap((target) => target.reports);
  const undiscovered = targets.filter(
    ({ discovered, isIdle, fleet }) => !discovered && isIdle !== true && fleet === undefined,
  );
  const counts = [
    [undiscovered.length, 'target', 'not all addresses are known'],
    [targets.reduce((sum, target) => sum + missingIn(target), 0), 'more API server', 'known, and not probed'],
    [targets.filter(areUncounted).length, 'target', 'how many API servers there are is unknown'],
    [reports.filter(({ serving }) => serving === undefined).length, 'endpoint', 'no certificate was seen'],
    [reports.filter(lacksLoopback).length, 'endpoint', 'the loopback certificate was not seen: its end is unknown'],
    [files.filter(({ outcome }) => outcome.state === 'failed').length, 'file', 'not all certificates could be read'],
  ] as const;
  return counts.flatMap(([count, noun, text]) => (count === 0 ? [] : [`${countText(count, noun)}: ${text}`]));
}

/** How many API servers a target has, or should have, besides those that were probed. */
function missingIn(target: TargetReport): number {
  const { scope, instances } = target;
  const outOfReach = scope?.kind === 'server' ? scope.outOfReach.length : 0;
  const known = Math.max(outOfReach, instances.listed ?? 0, instances.expected?.count ?? 0);
  return Math.max(0, known - processesOf(target).length);
}

/** Whether the Kubernetes API was asked for its servers, and did not say. */
function areUncounted({ scope }: TargetReport): boolean {
  return scope?.kind === 'server' && scope.outOfReach.length === 0;
}

/** Behind a gateway there is none to be seen, and the end of some is harmless. */
function lacksLoopback(report: Report): boolean {
  if (report.serving === undefined || report.loopback.state === 'found') return false;
  return !isGateway(report) && serverKindOf(report)?.loopbackEnd !== 'harmless';
}
