import type { FileReport } from '../files/file-report.js';
import type { Progress } from '../net/progress.js';
import type { Report, TargetReport } from '../probe/report.js';
import type { Certificate } from '../x509/certificate.js';
import type { RenewalMemory } from './renewal-memory.js';

/** What was seen at a place, and where its share goes. */
interface Seen {
  readonly place: string;
  readonly certificate: Certificate | undefined;
}

/**
 * Adds to each certificate what is known of the renewals before it. Only what a probe has shown at its end counts as seen: before, the chain
 * of another server behind the address may stand in the report.
 */
export function withRenewals(work: Progress<TargetReport>, memory: RenewalMemory): Progress<TargetReport> {
  const add = (report: TargetReport): TargetReport => ({
    ...report,
    reports: report.reports.map((each) => withShares(each, memory)),
  });
  return {
    soFar: () => add(work.soFar()),
    done: work.done.then((report) => {
      for (const each of report.reports) learn(seenIn(each), memory, each.observedAt);
      return add(report);
    }),
  };
}

/** The same for files. `clock`: Unix seconds. */
export function filesWithRenewals(
  work: Progress<readonly FileReport[]>,
  memory: RenewalMemory,
  clock: { readonly now: () => number },
): Progress<readonly FileReport[]> {
  const add = (files: readonly FileReport[]): readonly FileReport[] =>
    files.map((file) => ({
      ...file,
      certificates: file.certificates.map((each) => ({
        ...each,
        renewalShare: memory.shareAt(placeInFile(file.path, each.label)),
      })),
    }));
  return {
    soFar: () => add(work.soFar()),
    done: work.done.then((files) => {
      const seen = files.flatMap(({ path, certificates }) =>
        certificates.map(({ label, certificate }) => ({ place: placeInFile(path, label), certificate })),
      );
      learn(seen, memory, clock.now());
      return add(files);
    }),
  };
}

function seenIn(report: Report): readonly Seen[] {
  return [
    { place: placeOf(report), certificate: report.serving?.[0] },
    ...report.names.map(({ name, shown }) => ({ place: placeOf(report, name), certificate: shown?.[0] })),
  ];
}

function learn(all: readonly Seen[], memory: RenewalMemory, now: number): void {
  for (const { place, certificate } of all) if (certificate !== undefined) memory.see(place, certificate, now);
}

function withShares(report: Report, memory: RenewalMemory): Report {
  return {
    ...report,
    renewalShare: memory.shareAt(placeOf(report)),
    names: report.names.map((each) =>
      each.shown === undefined ? each : { ...each, renewalShare: memory.shareAt(placeOf(report, each.name)) },
    ),
  };
}

/** `name`: left out for the serving certificate. */
function placeOf({ target, address, serverName }: Report, name?: string): string {
  return JSON.stringify([target, address, serverName, name]);
}

function placeInFile(path: string, label: string): string {
  return JSON.stringify([path, label]);
}
