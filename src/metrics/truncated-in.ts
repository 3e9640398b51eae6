import type { Report, TargetReport } from '../probe/report.js';
import type { Truncation } from '../probe/truncation.js';
import { chainsOf } from './certificate-families.js';
import { identityOf } from './certificate-identity.js';
import { maxLabelLength } from './label-value.js';

/** Everything that was cut in a probe of a target, and the labels that will be cut when they are shown. */
export function truncatedIn({ truncated, reports }: TargetReport): readonly Truncation[] {
  return [...truncated, ...reports.flatMap((report) => [...report.truncated, ...labelsOf(report)])];
}

/** Checks the labels of certificates only. All other labels are bounded where they are read. */
function labelsOf(report: Report): readonly Truncation[] {
  const values = chainsOf(report).flatMap(([, [leaf]]) => Object.values(identityOf(leaf)));
  return values.some((value) => value.length > maxLabelLength) ? ['labels'] : [];
}
