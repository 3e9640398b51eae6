import type { Report } from '../../probe/report.js';

/** Unix seconds at which the process started, by the best source; undefined: it is not known. */
export function processStart({ loopback, http }: Pick<Report, 'loopback' | 'http'>): number | undefined {
  return http?.startedAt ?? (loopback.state === 'found' ? loopback.startedAt : undefined);
}
