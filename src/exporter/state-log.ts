import type { Report } from '../probe/report.js';
import type { TargetReport } from '../probe/sweep.js';

/** The part of a logger that is needed here. */
export interface StateLogger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
}

/** Told of each look at a target, logs a line for each endpoint whose failures changed, and none while they stay. */
export function createStateLog(log: StateLogger): (report: TargetReport) => void {
  const byTarget = new Map<string, ReadonlyMap<string, string>>();
  return ({ target, reports }) => {
    const before = byTarget.get(target.name) ?? new Map<string, string>();
    const now = new Map(reports.map((report) => [report.address, failuresOf(report)]));
    for (const [address, failures] of now) {
      if (failures === (before.get(address) ?? '')) continue;
      const fields = { target: target.name, address, ...(failures && { failures }) };
      if (failures) log.warn(fields, 'probe fails');
      else log.info(fields, 'probe succeeds again');
    }
    byTarget.set(target.name, now);
  };
}

/** `serving=refused loopback=tls_timeout`; empty: nothing fails. */
function failuresOf({ failures }: Report): string {
  return failures.map(({ probe, reason }) => `${probe}=${reason}`).join(' ');
}
