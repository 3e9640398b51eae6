import type { FileReport } from '../files/file-report.js';
import type { Progress } from '../net/progress.js';
import type { Report, TargetReport } from '../probe/report.js';
import type { Certificate } from '../x509/certificate.js';
import { isShortLived } from '../x509/short-lived.js';
import type { RenewalMemory } from './renewal-memory.js';

/** What was seen at a place. */
interface Seen {
  readonly place: () => string;
  readonly certificate: Certificate | undefined;
}

/**
 * Adds to each certificate what is known of the renewals before it. Only what a probe has shown at its end counts as seen: before, the chain
 * of another server behind the address may stand in the report.
 */
export function withRenewals(work: Progress<TargetReport>, memory: RenewalMemory): Progress<TargetReport> {
  const add = (report: TargetReport): TargetReport =>
    memory.isEmpty() ? report : { ...report, reports: report.reports.map((each) => withShares(each, memory)) };
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
    memory.isEmpty() ? files : files.map((file) => fileWithShares(file, memory));
  return {
    soFar: () => add(work.soFar()),
    done: work.done.then((files) => {
      const seen = files.flatMap(({ path, certificates }) =>
        certificates.map(({ label, certificate }) => ({ place: () => placeInFile(path, label), certificate })),
      );
      learn(seen, memory, clock.now());
      return add(files);
    }),
  };
}

function seenIn(report: Report): readonly Seen[] {
  return [
    { place: () => placeOf(report), certificate: report.serving?.[0] },
    ...report.names.map(({ name, shown }) => ({ place: () => placeOf(report, name), certificate: shown?.[0] })),
  ];
}

/** Where all certificates live long, as nearly everywhere, no place is even named. */
function learn(all: readonly Seen[], memory: RenewalMemory, now: number): void {
  for (const { place, certificate } of all) {
    if (certificate !== undefined && (isShortLived(certificate) || !memory.isEmpty())) {
      memory.see(place(), certificate, now);
    }
  }
}

function fileWithShares(file: FileReport, memory: RenewalMemory): FileReport {
  return {
    ...file,
    certificates: file.certificates.map((each) => ({
      ...each,
      renewalShare: memory.shareAt(placeInFile(file.path, each.label)),
    })),
  };
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
