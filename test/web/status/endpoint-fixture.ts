import { findingsOf } from '../../../src/findings/findings-of.js';
import type { Report } from '../../../src/probe/report.js';
import { type EndpointView, targetViews } from '../../../src/findings/target-view.js';
import { now, target } from '../../fixtures/report.js';

/** The endpoints of one target with their severities, in the order of the reports. */
export function endpointsOf(...reports: readonly Report[]): readonly EndpointView[] {
  const all = target(...reports);
  return targetViews([all], findingsOf([all], now)).flatMap(({ endpoints }) => endpoints);
}

export function endpointOf(report: Report): EndpointView {
  return endpointsOf(report)[0]!;
}
