import type { Report, TargetReport } from '../probe/report.js';

/** The part of a logger that is needed here. */
export interface StateLogger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
}

/** Called after each probe of a target. Logs only when a failure appears, changes or clears. */
export function createStateLog(log: StateLogger): (report: TargetReport) => void {
  const byTarget = new Map<string, ReadonlyMap<string | undefined, string>>();
  return (report) => {
    const { name } = report.target;
    const before = byTarget.get(name);
    const now = states(report);
    for (const [address, failures] of now) {
      if (failures === (before?.get(address) ?? '')) continue;
      const what = address === undefined ? 'discovery' : 'probe';
      const fields = { target: name, ...(address !== undefined && { address }), ...(failures && { failures }) };
      if (failures) log.warn(fields, `${what} fails`);
      else log.info(fields, `${what} succeeds again`);
    }
    byTarget.set(name, now);
  };
}

/** What fails, by address; the key undefined is discovery. An empty text: nothing fails. */
function states({ discovered, notes, reports }: TargetReport): ReadonlyMap<string | undefined, string> {
  const discovery = discovered ? '' : notes.join('; ') || 'an address leads nowhere';
  return new Map([[undefined, discovery], ...reports.map((report) => [report.address, failuresOf(report)] as const)]);
}

/** `serving=refused loopback=tls_timeout`; empty: nothing fails. */
function failuresOf({ failures }: Report): string {
  return failures.map(({ probe, reason }) => `${probe}=${reason}`).join(' ');
}
