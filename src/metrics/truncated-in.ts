import type { TargetReport } from '../probe/report.js';
import type { Report } from '../probe/report.js';
import type { Truncation } from '../probe/truncation.js';
import { chainsOf } from './certificate-families.js';
import { identityOf } from './certificate-identity.js';
import { maxLabelLength } from './label-value.js';

/** All that was cut in a look at a target, and what will be when it is shown. */
export function truncatedIn({ truncated, reports }: TargetReport): readonly Truncation[] {
  return [...truncated, ...reports.flatMap((report) => [...report.truncated, ...labelsOf(report)])];
}

/** What else becomes a label is bounded where it is read. */
function labelsOf(report: Report): readonly Truncation[] {
  const values = chainsOf(report).flatMap(([, [leaf]]) => Object.values(identityOf(leaf)));
  return values.some((value) => value.length > maxLabelLength) ? ['labels'] : [];
}
