import type { Reason } from '../../probe/reason.js';
import type { Report, TargetReport } from '../../probe/report.js';

/** Something answered at first, so that it may be slow and not away. */
const hits: ReadonlySet<Reason> = new Set(['tls_timeout', 'http_timeout']);
const timeouts: ReadonlySet<Reason> = new Set([...hits, 'connect_timeout']);

/** What takes a larger share of the timeout is slow: an API server in the same network answers within a tenth of a second. */
const slowShare = 0.2;

/** So many times the timeout show whether a server is slow or hangs. */
const factor = 3;

/** In seconds, as in the configuration. */
const longest = 600;

/**
 * Advises a larger timeout where slowness is the sign: an endpoint ran into the timeout after it had begun to answer, or others answered slowly.
 * A firewall that drops packets is no reason to wait longer.
 */
export function slowAdvice({
  reports,
  target: { timeout },
}: Pick<TargetReport, 'reports' | 'target'>): readonly string[] {
  const late = new Set(reports.filter((report) => failsWith(report, timeouts)));
  if (timeout === undefined || late.size === 0 || timeout >= longest) return [];
  const slowest = reports.filter(isUp).reduce((most, report) => Math.max(most, spent(report, late)), 0);
  const isSlow = slowest > timeout * slowShare;
  if (!isSlow && ![...late].some((report) => failsWith(report, hits))) return [];
  const value = Math.min(longest, Math.ceil(timeout * factor));
  const raise = `a timeout of ${value} s (check --timeout ${value}) shows whether it answers at all`;
  return [
    isSlow
      ? `Answers are slow here: one took ${slowest.toFixed(1)} of the ${timeout} s. Where an endpoint ran into the timeout, ${raise}.`
      : `If an endpoint is only slow, ${raise}.`,
  ];
}

function failsWith({ failures }: Report, reasons: ReadonlySet<Reason>): boolean {
  return failures.some(({ reason }) => reasons.has(reason));
}

function isUp({ serving }: Report): boolean {
  return serving !== undefined;
}

/** The seconds until a server had answered. Of one that is late, the phase that ran into the timeout does not count. */
function spent(report: Report, late: ReadonlySet<Report>): number {
  const { connect = 0, tls = 0, http = 0 } = report.phases;
  return connect + tls + (late.has(report) ? 0 : http);
}
