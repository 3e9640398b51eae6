import type { TargetReport } from '../../probe/report.js';
import type { Report } from '../../probe/report.js';
import type { Remedy } from '../remedies/remedy.js';
import type { Severity } from '../severity/severity.js';

/** All there is to know of one kind of finding. `Subject`: what it is found in, a look at a target or at files. */
export interface FindingKind<Subject = TargetReport> {
  /** In kebab case; never changed, since scripts filter by it. */
  readonly id: string;
  /** The alert whose page in docs/runbooks says more; undefined: no alert is about it. */
  readonly runbook: string | undefined;
  readonly about: Aspect;
  /** What is wrong and what follows from it. */
  readonly title: string;
  /** `now`: unix seconds. */
  readonly detect: (subject: Subject, now: number) => readonly Evidence[];
  /** For all evidence in the subject at once, so that one procedure settles it. */
  readonly remedy: (subject: Subject) => Remedy;
}

/** Which part of a look it is about. */
export type Aspect = 'serving' | 'loopback' | 'names' | 'probe' | 'file';

/** One thing seen. Evidence of equal severity and text is told once, with all its addresses and files. */
export interface Evidence {
  readonly severity: Severity;
  /** Of the endpoints; none: the target as a whole, or files. */
  readonly addresses: readonly string[];
  /** Paths of files that it is about. */
  readonly files?: readonly string[];
  /** Expected names that it is about. */
  readonly names?: readonly string[];
  readonly text: string;
}

export type EndpointEvidence = Omit<Evidence, 'addresses'>;

/** Detects in each endpoint by itself. */
export function inEachEndpoint(
  detect: (report: Report, now: number) => EndpointEvidence | undefined,
): FindingKind['detect'] {
  return ({ reports }, now) =>
    reports.flatMap((report) => {
      const evidence = detect(report, now);
      return evidence === undefined ? [] : [{ ...evidence, addresses: [report.address] }];
    });
}
