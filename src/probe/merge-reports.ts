import type { Report } from './report.js';

/**
 * Merges the reports of the same address into one. Two names of a target may lead to one endpoint, which is then probed once for each name.
 * The first report is kept, and the others add the names and failures that it lacks.
 */
export function mergeReports(reports: readonly Report[]): readonly Report[] {
  const byAddress = new Map<string, Report>();
  for (const report of reports) {
    const first = byAddress.get(report.address);
    byAddress.set(report.address, first ? merge(first, report) : report);
  }
  return [...byAddress.values()];
}

function merge(first: Report, other: Report): Report {
  const names = other.names
    .filter((verdict) => !first.names.some(({ name }) => name === verdict.name))
    .map((verdict) =>
      isServed(first, other.serving) ? verdict : { ...verdict, shown: verdict.shown ?? other.serving },
    );
  const failures = other.failures.filter(
    (failure) => !first.failures.some(({ probe, reason }) => probe === failure.probe && reason === failure.reason),
  );
  return {
    ...first,
    names: [...first.names, ...names],
    failures: [...first.failures, ...failures],
    truncated: [...new Set([...first.truncated, ...other.truncated])],
  };
}

/** Whether both reports have the same serving certificate. */
function isServed({ serving }: Report, other: Report['serving']): boolean {
  return serving?.[0].fingerprintSha256 === other?.[0].fingerprintSha256;
}
