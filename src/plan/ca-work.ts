import type { FileEvidence } from '../files/serving-file.js';
import { groupBy } from '../findings/group-by.js';
import { judgedInFiles } from '../findings/kinds/files.js';
import { subjectText } from '../findings/kinds/certificate-text.js';
import { trustRefusal } from '../findings/kinds/refusal.js';
import { firstIssuerToEnd } from '../findings/kinds/trust.js';
import { atMostWarning } from '../findings/severity/severity.js';
import { thresholds } from '../findings/severity/thresholds.js';
import type { Report, TargetReport } from '../probe/report.js';
import type { Certificate } from '../x509/certificate.js';
import { isExpired } from '../x509/validity.js';
import { compareTexts, endingOf, firstToEnd, lifeOf, type EndingCertificate } from './ending-of.js';
import { cut, eachOnce, oneOrCount } from './list-text.js';
import type { Ending, FoundWork, Span, Work } from './plan-entry.js';
import { renewsItself } from './renews-itself.js';
import { workRunbook } from './work-runbook.js';

/** A CA where it was seen: in a target, or in a file. */
interface SeenCa {
  readonly certificate: Certificate;
  readonly ending: Ending;
  readonly target: string | undefined;
  /** Whether clients may have a renewed one: no CA is configured, so that it is known from what is served alone. */
  readonly isServedOnly: boolean;
}

/**
 * Finds the rotations of CAs, each once for all targets and files that have the same certificate. In a target, those count whose end ends the trust in
 * what is served. A certificate of the public roots is not rotated by who is asked to, unless it ends before what is served under it.
 */
export function caWork(targets: readonly TargetReport[], evidence: FileEvidence, { now }: Span): FoundWork {
  const byRenewal = groupBy(casOf(evidence), ({ life, limits }) => renewsItself(life, limits, now));
  const inFiles = (byRenewal.get(false) ?? []).map((seen): SeenCa => {
    return { certificate: seen.certificate, ending: endingOf(seen, now), target: undefined, isServedOnly: false };
  });
  const all = [...targets.flatMap((target) => ofTarget(target, now)), ...inFiles];
  const byCertificate = groupBy(all, ({ certificate }) => certificate.fingerprintSha256);
  return {
    work: [...byCertificate.values()].flatMap((each) => workOf(each, now)),
    renewing: (byRenewal.get(true) ?? []).map((each) => endingOf(each, now)),
  };
}

/** Those in files. */
function casOf(evidence: FileEvidence): readonly (EndingCertificate & { readonly certificate: Certificate })[] {
  return judgedInFiles(evidence)
    .filter(({ certificate, isClusterCa }) => isClusterCa === true || certificate.isCa)
    .map(({ certificate, path, renewalShare }) => {
      return { certificate, place: path, limits: thresholds.file, life: lifeOf(certificate, renewalShare) };
    });
}

function ofTarget(target: TargetReport, now: number): readonly SeenCa[] {
  const { name } = target.target;
  const found = new Map<string, Pick<SeenCa, 'certificate' | 'isServedOnly'>>();
  for (const report of target.reports) {
    for (const certificate of issuersOf(report, target, now)) {
      const isServedOnly =
        report.trust.state === 'unknown' && found.get(certificate.fingerprintSha256)?.isServedOnly !== false;
      found.set(certificate.fingerprintSha256, { certificate, isServedOnly });
    }
  }
  return [...found.values()].map(({ certificate, isServedOnly }) => {
    const ending = endingOf({ certificate, place: name, life: certificate, limits: thresholds.chain }, now);
    const severity = isServedOnly ? atMostWarning(ending.severity) : ending.severity;
    return { certificate, ending: { ...ending, severity }, target: name, isServedOnly };
  });
}

function issuersOf(report: Report, target: TargetReport, now: number): readonly Certificate[] {
  const { serving } = report;
  if (serving === undefined) return [];
  if (trustRefusal(report)?.reason === 'expired') {
    return [...target.ca, ...serving.slice(1)].filter((certificate) => isExpired(certificate, now));
  }
  const issuer = firstIssuerToEnd(report, serving);
  if (issuer === undefined) return [];
  const isOthers = target.caSource?.kind === 'public' && issuer.notAfter >= serving[0].notAfter;
  return isOthers ? [] : [issuer];
}

function workOf(seen: readonly [SeenCa, ...SeenCa[]], now: number): readonly Work[] {
  const endings = firstToEnd(seen.map(({ ending }) => ending));
  if (endings === undefined) return [];
  const [{ certificate }] = seen;
  const targets = eachOnce(seen.flatMap(({ target }) => target ?? [])).toSorted(compareTexts);
  const where =
    targets.length > 0
      ? `of ${oneOrCount(targets, 'target')}`
      : `in ${oneOrCount(eachOnce(endings.map(({ place }) => place)), 'file')}`;
  return [
    {
      kind: 'ca',
      scope: '',
      title: `Rotate the CA ${cut(subjectText(certificate.subject))} ${where}`,
      runbook: workRunbook('ca', endings, now),
      caveat: seen.every(({ isServedOnly }) => isServedOnly)
        ? 'No CA is configured for the target: clients may have a renewed certificate of this CA.'
        : undefined,
      endings,
      restarts: [],
    },
  ];
}
