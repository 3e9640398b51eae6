import type { NameRole } from '../../discovery/target.js';
import type { NameVerdict, Report, TargetReport } from '../../probe/report.js';
import type { Certificate } from '../../x509/certificate.js';
import { ipsAmongDnsNames } from '../../x509/covers.js';
import { asciiLowerCase, parseHostName } from '../../x509/host-name.js';
import { situationOf } from '../procedures/situation.js';
import { reissueCertificate } from '../remedies/reissue-certificate.js';
import type { Remedy } from '../remedies/remedy.js';
import { replaceNamedCertificate, whereNamedCertificatesAre } from '../remedies/replace-named-certificate.js';
import type { Severity } from '../severity/severity.js';
import { certificateText } from './certificate-text.js';
import { unlessDifferent } from './different-authorities.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';
import { isUncovered, nameRefusal, refusalText } from './refusal.js';

export const clientNameNotCovered = {
  id: 'client-name-not-covered',
  runbook: 'ApiserverNameNotCovered',
  about: 'names',
  title: 'The serving certificate does not cover names that clients use: these clients refuse the connection',
  detect: uncovered('client', 'critical'),
  remedy: (report) => unlessDifferent(report, remedy),
} as const satisfies FindingKind;

export const instanceNameNotCovered = {
  id: 'instance-name-not-covered',
  runbook: 'ApiserverNameNotCovered',
  about: 'names',
  title:
    "The serving certificate does not cover the instance's own address: clients that connect to it directly refuse the connection",
  detect: uncovered('instance', 'warning'),
  remedy: (report) => unlessDifferent(report, remedy),
} as const satisfies FindingKind;

/** More names than a person reads. */
const mostNames = 50;

/** For so many names of an endpoint, Go's words are shown. Each message lists all SANs. */
const mostWords = 8;

function uncovered(role: NameRole, severity: Severity): FindingKind['detect'] {
  return inEachEndpoint((report, now) => {
    const missing = report.names.filter((verdict) => verdict.role === role && isUncovered(verdict));
    if (missing.length === 0) return undefined;
    const names = missing.map(({ name }) => name);
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    const known = missing.slice(0, mostWords);
    const notes = new Set(known.flatMap((verdict) => notesOn(verdict, report)));
    const words = known.flatMap((verdict) => wordsFor(verdict, now));
    const text = [`no SAN covers ${names.slice(0, mostNames).join(', ')}${more}`, ...notes].join('; ');
    return { severity, names, text, ...(words.length > 0 && { words }) };
  });
}

function wordsFor(verdict: NameVerdict, now: number): readonly string[] {
  const refusal = nameRefusal(verdict);
  return refusal?.reason === 'name' ? refusalText(refusal, now).words : [];
}

/** What misleads people: the name is there in a place that no client reads, or it is shown another certificate. */
function notesOn({ name, shown }: NameVerdict, { serving }: Report): readonly string[] {
  const leaf = (shown ?? serving)?.[0];
  const misplaced = leaf && misplacedText(leaf, name);
  return [
    ...(misplaced === undefined ? [] : [misplaced]),
    ...(shown ? [`${name} is shown ${certificateText(shown[0])}`] : []),
  ];
}

function misplacedText(leaf: Certificate, name: string): string | undefined {
  const isIp = parseHostName(name)?.kind === 'ip';
  if (isIp && ipsAmongDnsNames(leaf).has(name))
    return `${name} is there as a DNS name, which counts for no IP: it has to be an IP address among the SANs`;
  return asciiLowerCase(leaf.subjectCommonName ?? '') === name
    ? `${name} is only in the CN, which clients ignore`
    : undefined;
}

function remedy(report: TargetReport): Remedy {
  const elsewhere = report.reports.some(({ names }) => names.some((each) => each.shown && isUncovered(each)));
  const situation = situationOf(report);
  if (elsewhere && situation.sans.missing.length === 0) return replaceNamedCertificate(report);
  const reissue = reissueCertificate(situation);
  return elsewhere ? { ...reissue, advice: [...reissue.advice, whereNamedCertificatesAre] } : reissue;
}
