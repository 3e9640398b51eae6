import type { FileEvidence } from '../files/serving-file.js';
import { isGateway } from '../probe/entry-point.js';
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
    [reports.filter(({ serving }) => serving === undefined).length, 'endpoint', 'no certificate was seen'],
    [reports.filter(lacksLoopback).length, 'endpoint', 'the loopback certificate was not seen: its end is unknown'],
    [files.filter(({ outcome }) => outcome.state === 'failed').length, 'file', 'not all certificates could be read'],
  ] as const;
  return counts.flatMap(([count, noun, text]) => (count === 0 ? [] : [`${countText(count, noun)}: ${text}`]));
}

/** Behind a gateway there is none to be seen, and the end of some is harmless. */
function lacksLoopback(report: Report): boolean {
  if (report.serving === undefined || report.loopback.state === 'found') return false;
  return !isGateway(report) && serverKindOf(report)?.loopbackEnd !== 'harmless';
}
