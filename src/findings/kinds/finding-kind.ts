import type { Report, TargetReport } from '../../probe/report.js';
import type { Remedy } from '../remedies/remedy.js';
import type { Severity } from '../severity/severity.js';

/** One kind of finding: how to detect, describe and fix it. `Subject`: the report that is searched, on a target or on files. */
export interface FindingKind<Subject = TargetReport> {
  /** In kebab case. It never changes, because scripts filter by it. */
  readonly id: string;
  /** The alert whose page in docs/runbooks says more; undefined: no alert covers this kind. */
  readonly runbook: string | undefined;
  readonly about: Aspect;
  /** What is wrong, and its consequence. */
  readonly title: string;
  /** `now`: unix seconds. */
  readonly detect: (subject: Subject, now: number) => readonly Evidence[];
  /** Covers all evidence in the subject, so that one procedure fixes everything. */
  readonly remedy: (subject: Subject) => Remedy;
}

/** The part of a report that a finding is about. */
export type Aspect = 'serving' | 'loopback' | 'names' | 'probe' | 'file';

/** One observed fact. Evidence of equal severity and text is reported once, with all its addresses, files and words. */
export interface Evidence {
  readonly severity: Severity;
  /** Addresses of the endpoints. Empty: the evidence is about the whole target, or about files. */
  readonly addresses: readonly string[];
  /** Paths of the files that the evidence is about. */
  readonly files?: readonly string[];
  /** Expected names that the evidence is about. */
  readonly names?: readonly string[];
  /** What tells evidence of one kind at one place apart, the same at each probe; absent: the names. Texts change with time. */
  readonly subjects?: readonly string[];
  readonly text: string;
  /** Whether there is nothing to do for long: then the text says all, and no remedy is shown. */
  readonly isFarOff?: boolean;
  /** What Go clients say about it, as kubectl prints it. Each message is copied and searched for as a whole. */
  readonly words?: readonly string[];
}

export type EndpointEvidence = Omit<Evidence, 'addresses'>;

/** Runs `detect` on each endpoint separately. */
export function inEachEndpoint(
  detect: (report: Report, now: number, target: TargetReport) => EndpointEvidence | undefined,
): FindingKind['detect'] {
  return (target, now) => {
    const found: Evidence[] = [];
    for (const report of target.reports) {
      const evidence = detect(report, now, target);
      if (evidence !== undefined) found.push({ ...evidence, addresses: [report.address] });
    }
    return found;
  };
}
