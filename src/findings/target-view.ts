import type { Finding } from './findings-of.js';
import { groupBy } from './group-by.js';
import type { Aspect } from './kinds/finding-kind.js';
import { compareSeverities, type Severity, worstSeverity } from './severity/severity.js';
import type { Report, TargetReport } from '../probe/report.js';
import { chainNotAfter } from '../x509/certificate.js';

/** A target, with the severity of its worst finding. `info`: nothing needs action. */
export interface TargetView {
  readonly report: TargetReport;
  readonly severity: Severity;
  /** About the target or its endpoints, the worst first. */
  readonly findings: readonly Finding[];
  /** In the order of the target. */
  readonly endpoints: readonly EndpointView[];
}

/** An endpoint, with its severity as a whole and in each aspect. */
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

function targetView(report: TargetReport, findings: readonly Finding[]): TargetView {
  const byAddress = groupBy(
    findings.flatMap((finding) => finding.addresses.map((address) => ({ address, finding }))),
    ({ address }) => address,
  );
  return {
    report,
    severity: worst(findings),
    findings,
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

/** The worst endpoint first. Among equally bad ones, the endpoint whose certificate expires first. */
export function worstFirst(endpoints: readonly EndpointView[]): readonly EndpointView[] {
  return endpoints
    .map((endpoint) => ({ endpoint, end: firstEnd(endpoint.report) }))
    .toSorted((a, b) => compareSeverities(a.endpoint.severity, b.endpoint.severity) || a.end - b.end || 0)
    .map(({ endpoint }) => endpoint);
}

/** When the first of the endpoint's certificates expires, in unix seconds. Infinity: the endpoint did not show a certificate. */
export function firstEnd({ serving, loopback }: Report): number {
  return Math.min(
    serving ? chainNotAfter(serving) : Infinity,
    loopback.state === 'found' ? chainNotAfter(loopback.chain) : Infinity,
  );
}
