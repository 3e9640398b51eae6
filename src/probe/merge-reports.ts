import type { Chain } from '../x509/certificate.js';
import type { NameVerdict, Report } from './report.js';

/**
 * Merges the reports of the same address into one. Two names of a target may lead to one endpoint, which is then probed once for each name.
 * The first report with a serving certificate is kept, and the others add the names and failures that it lacks.
 */
export function mergeReports(reports: readonly Report[]): readonly Report[] {
  const byAddress = new Map<string, Report>();
  for (const report of reports) {
    const first = byAddress.get(report.address);
    byAddress.set(report.address, first ? mergeTwo(first, report) : report);
  }
  return [...byAddress.values()];
}

function mergeTwo(one: Report, other: Report): Report {
  return one.serving === undefined && other.serving !== undefined ? merge(other, one) : merge(one, other);
}

function merge(first: Report, other: Report): Report {
  const names = other.names
    .filter((verdict) => !first.names.some(({ name }) => name === verdict.name))
    .map((verdict) => ({ ...verdict, shown: shownBeside(first, verdict.shown ?? other.serving) }));
  const judged = new Set([...first.names, ...names].map(({ name }) => name));
  const namesNotHere = [...first.namesNotHere, ...other.namesNotHere].filter(
    ({ name }, at, all) => !judged.has(name) && all.findIndex((each) => each.name === name) === at,
  );
  const failures = other.failures.filter(
    (failure) => !first.failures.some(({ probe, reason }) => probe === failure.probe && reason === failure.reason),
  );
  return {
    ...first,
    names: [...first.names, ...names],
    namesNotHere,
    failures: [...first.failures, ...failures],
    truncated: [...new Set([...first.truncated, ...other.truncated])],
  };
}

/** Returns the chain that a name is shown, unless it is the serving chain of the report. */
function shownBeside({ serving }: Report, shown: Chain | undefined): NameVerdict['shown'] {
  return keyOf(serving) === keyOf(shown) ? undefined : shown;
}

function keyOf(chain: Chain | undefined): string {
  return (chain ?? []).map(({ fingerprintSha256 }) => fingerprintSha256).join(' ');
}
