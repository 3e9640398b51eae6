import type { Report } from './report.js';

type Evidence = Pick<Report, 'loopback' | 'http'>;

/**
 * Unix seconds at which the kube-apiserver process started, from the best source: its own /metrics, which is exact, or else the CN of its
 * loopback certificate, which is within seconds. Undefined: not known.
 */
export function processStart(report: Evidence): number | undefined {
  return report.http?.startedAt ?? startByLoopback(report);
}

/** The start time from the loopback certificate alone. */
export function startByLoopback({ loopback }: Evidence): number | undefined {
  return loopback.state === 'found' ? loopback.startedAt : undefined;
}

/** Seconds for which the process had been running at the time of the probe; undefined: not known. Never negative. */
export function processUptime(report: Evidence & Pick<Report, 'observedAt'>): number | undefined {
  const start = processStart(report);
  return start === undefined ? undefined : Math.max(0, report.observedAt - start);
}
