import type { NameVerdict, Report } from '../../probe/report.js';
import { replaceNamedCertificate } from '../remedies/replace-named-certificate.js';
import { endingSeverity, thresholds } from '../severity/thresholds.js';
import { certificateText } from './certificate-text.js';
import { endingSoon, endsIn } from './ending.js';
import type { EndpointEvidence, Evidence, FindingKind } from './finding-kind.js';
import { isExplained, nameRefusal, refusalText } from './refusal.js';

type Detect = (
  verdict: NameVerdict,
  report: Report,
  now: number,
) => Pick<EndpointEvidence, 'severity' | 'text' | 'words'> | undefined;

/** Judges what each name is shown. Names that are shown the same, with the same fault, are one piece of evidence. */
function forEachName(detect: Detect): FindingKind['detect'] {
  return ({ reports }, now) =>
    reports.flatMap((report): readonly Evidence[] => {
      const known = new Map<string, Evidence & { readonly names: readonly string[] }>();
      for (const verdict of report.names) {
        const found = detect(verdict, report, now);
        if (found === undefined) continue;
        const text = `${shownText(verdict)}: ${found.text}`;
        // The text has only a part of the subject and of the fingerprint.
        const key = JSON.stringify([verdict.shown?.[0].fingerprintSha256, text]);
        const names = [...(known.get(key)?.names ?? []), verdict.name];
        known.set(key, { ...found, addresses: [report.address], names, text });
      }
      return [...known.values()].map(withNames);
    });
}

/** More names than a person reads. */
const mostNames = 20;

function withNames(evidence: Evidence & { readonly names: readonly string[] }): Evidence {
  const { names, text } = evidence;
  const more = names.length - mostNames;
  const listed = `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return { ...evidence, text: `${listed}: ${text}` };
}

function shownText({ shown, covered }: NameVerdict): string {
  if (shown !== undefined) return `shown ${certificateText(shown[0])}`;
  return covered === undefined
    ? 'shown a certificate that cannot be decoded'
    : 'shown the serving certificate with others';
}

export const nameCertificateRefused = {
  id: 'name-certificate-refused',
  runbook: 'ApiserverCertificateRefused',
  about: 'names',
  title: 'Some names are shown another certificate, which clients refuse',
  detect: forEachName((verdict, report, now) => {
    const refusal = nameRefusal(verdict);
    if (refusal === undefined || refusal.reason === 'name' || isExplained(report, verdict, refusal, now))
      return undefined;
    const { why, words } = refusalText(refusal, now);
    return { severity: 'critical', text: why, words };
  }),
  remedy: replaceNamedCertificate,
} as const satisfies FindingKind;

export const nameCertificateEnding = {
  id: 'name-certificate-ending',
  runbook: 'ApiserverServingCertificateEnding',
  about: 'names',
  title: 'Some names are shown another certificate, which expires soon',
  detect: forEachName(({ shown, verdict, renewalShare }, _report, now) => {
    if (shown === undefined || verdict?.accepted === false) return undefined;
    const [leaf] = shown;
    const found = endingSoon({ ...leaf, renewalShare }, thresholds.serving, now);
    if (found !== undefined) return found;
    if (verdict === undefined || verdict.until >= leaf.notAfter) return undefined;
    const trust = { notBefore: leaf.notBefore, notAfter: verdict.until };
    const soon = endingSeverity(trust, thresholds.chain, now);
    return soon && { severity: soon, text: `a CA of it ${endsIn(trust, now)}` };
  }),
  remedy: replaceNamedCertificate,
} as const satisfies FindingKind;
