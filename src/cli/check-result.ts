import type { KubeadmExpiration } from '../files/kubeadm-expiration.js';
import type { FileEvidence } from '../files/serving-file.js';
import type { Aspect } from '../findings/finding-kind.js';
import type { Finding } from '../findings/findings-of.js';
import { type Severity, worstSeverity } from '../findings/severity.js';
import type { Report } from '../probe/report.js';
import type { TargetReport } from '../probe/sweep.js';

/** All that one check showed: what the table and the JSON are made of. */
export interface CheckResult extends FileEvidence {
  /** Unix seconds at which it was judged. */
  readonly now: number;
  readonly targets: readonly TargetReport[];
  /** Undefined: it was not asked for. */
  readonly kubeadm: KubeadmExpiration | undefined;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** One endpoint, and how bad it is: as a whole, or that aspect of it. `info`: nothing to act on. */
export interface EndpointRow {
  readonly target: string;
  readonly report: Report;
  readonly now: number;
  readonly severity: (about?: Aspect) => Severity;
}

/** In the order of the targets. */
export function rowsOf({ targets, findings, now }: CheckResult): readonly EndpointRow[] {
  return targets.flatMap(({ target: { name: target }, reports }) =>
    reports.map((report) => {
      const own = findings.filter((finding) => finding.target === target && finding.addresses.includes(report.address));
      const severity: EndpointRow['severity'] = (about) =>
        worstSeverity(own.filter((each) => about === undefined || each.about === about).map((each) => each.severity)) ??
        'info';
      return { target, report, now, severity };
    }),
  );
}

/** Unix seconds at which the process started, by the best source; undefined: it is not known. */
export function startedAt({ loopback, http }: Report): number | undefined {
  return loopback.state === 'found' ? loopback.startedAt : http?.startedAt;
}

/** What people read, without colours too. `info` is fine. */
export const severityWords = {
  critical: 'CRITICAL',
  unknown: 'UNKNOWN',
  warning: 'WARNING',
  info: 'OK',
} as const satisfies Record<Severity, string>;

/** Whether it must be said which target an endpoint belongs to: not when there is one alone, nor where the address says it. */
export function showsTargets(targets: readonly TargetReport[]): boolean {
  if (targets.length < 2) return false;
  return targets.some(
    ({ target, reports }) => reports.length === 0 || reports.some(({ address }) => !isSaidBy(address, target.name)),
  );
}

/** `10.225.4.51`, `10.225.4.51:6443` and `https://10.225.4.51:6443/` say nothing beside `10.225.4.51:6443`. */
function isSaidBy(address: string, name: string): boolean {
  const host = name.replace(/^https:\/\//i, '').replace(/\/$/, '');
  return [host, `[${host}]`].some((prefix) => address === prefix || address.startsWith(`${prefix}:`));
}
