import type { Report, TargetReport } from '../probe/report.js';
import type { Truncation } from '../probe/truncation.js';
import type { Certificate } from '../x509/certificate.js';
import { chainsOf } from './certificate-families.js';
import { caIdentityOf, identityOf } from './certificate-identity.js';
import { maxLabelLength } from './label-value.js';

/** Everything that was cut in a probe of a target, and the labels that will be cut when they are shown. */
export function truncatedIn({ truncated, ca, reports }: TargetReport): readonly Truncation[] {
  return [
    ...truncated,
    ...cutLabels(ca.flatMap((certificate) => Object.values(caIdentityOf(certificate)))),
    ...reports.flatMap((report) => [...report.truncated, ...labelsOf(report)]),
  ];
}

/** Checks the labels of certificates only. All other labels are bounded where they are read. */
function labelsOf(report: Report): readonly Truncation[] {
  return chainsOf(report).some(([, [leaf]]) => isCut(leaf)) ? ['labels'] : [];
}

/** A certificate that is served again is the same object. */
const known = new WeakMap<Certificate, boolean>();

function isCut(leaf: Certificate): boolean {
  const cut = known.get(leaf) ?? cutLabels(Object.values(identityOf(leaf))).length > 0;
  known.set(leaf, cut);
  return cut;
}

function cutLabels(values: readonly string[]): readonly Truncation[] {
  return values.some((value) => value.length > maxLabelLength) ? ['labels'] : [];
}
