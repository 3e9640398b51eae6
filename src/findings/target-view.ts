import type { Finding } from './findings-of.js';
import { groupBy } from './group-by.js';
import type { Aspect } from './kinds/finding-kind.js';
import { compareSeverities, type Severity, worstSeverity } from './severity/severity.js';
import type { TargetReport } from '../probe/report.js';
import type { Report } from '../probe/report.js';
import { chainNotAfter } from '../x509/certificate.js';

/** A target as people see it: how bad its worst finding is. `info`: nothing needs action. */
export interface TargetView {
  readonly report: TargetReport;
  readonly severity: Severity;
  /** In the order of the target. */
  readonly endpoints: readonly EndpointView[];
}

/** An endpoint as people see it: how bad it is as a whole, and in each aspect. */
export interface EndpointView {
  readonly target: string;
  readonly report: Report;
  readonly severity: Severity;
  readonly about: (aspect: Aspect) => Severity;
}

/** In the order of the targets. */
export function targetViews(targets: readonly TargetReport[], findings: readonly Finding[]): readonly TargetView[] {
  const byTarget = groupBy(findings, ({ target }) => target);
  return targets.map((report) => targetView(report, byTarget.get(report.target.name) ?? []));
}

/** The worst first; equally bad ones stay in their order. */
export function worstTargetsFirst(views: readonly TargetView[]): readonly TargetView[] {
  return views.toSorted((a, b) => compareSeverities(a.severity, b.severity));
}

function targetView(report: TargetReport, findings: readonly Finding[]): TargetView {
  const byAddress = groupBy(
    findings.flatMap((finding) => finding.addresses.map((address) => ({ address, finding }))),
    ({ address }) => address,
  );
  return {
    report,
    severity: worst(findings),
    endpoints: report.reports.map((endpoint) => {
      const own = byAddress.get(endpoint.address)?.map(({ finding }) => finding) ?? [];
      return {
        target: report.target.name,
        report: endpoint,
        severity: worst(own),
        about: (aspect) => worst(own.filter(({ about }) => about === aspect)),
      };
    }),
  };
}

function worst(findings: readonly Finding[]): Severity {
  return worstSeverity(findings.map(({ severity }) => severity)) ?? 'info';
}

/** The worst first; of equally bad ones, the one whose certificates end first. */
export function worstFirst(endpoints: readonly EndpointView[]): readonly EndpointView[] {
  return endpoints.toSorted(
    (a, b) => compareSeverities(a.severity, b.severity) || firstEnd(a.report) - firstEnd(b.report) || 0,
  );
}

/** Unix seconds at which the first certificate that the endpoint showed ends; Infinity: it showed none. */
export function firstEnd({ serving, loopback }: Report): number {
  const chains = [...(serving ? [serving] : []), ...(loopback.state === 'found' ? [loopback.chain] : [])];
  return Math.min(...chains.map(chainNotAfter));
}
