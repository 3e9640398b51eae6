import type { Report } from '../../probe/report.js';
import { isUnverified } from '../../probe/server-kind-of.js';
import { dateText, spanText } from '../../text/time-text.js';
import type { Certificate, Chain } from '../../x509/certificate.js';
import { isExpired } from '../../x509/validity.js';
import type { Remedy } from '../remedies/remedy.js';
import { rotateCa } from '../remedies/rotate-ca.js';
import { endingSeverity, thresholds } from '../severity/thresholds.js';
import { certificateText } from './certificate-text.js';
import { endsIn, expired } from './ending.js';
import { type EndpointEvidence, type Evidence, type FindingKind, inEachEndpoint } from './finding-kind.js';
import { judgedBy, namesRefused, refusalText, trustRefusal } from './refusal.js';

/** More expired certificates than a person reads. */
const mostExpired = 3;

export const caExpired = {
  id: 'target-ca-expired',
  runbook: 'ApiserverCertificateRefused',
  about: 'serving',
  title: 'A CA of the serving certificate has expired: every client that has this CA refuses the connection',
  detect: (target, now) =>
    target.reports.flatMap((report): readonly Evidence[] => {
      const refusal = trustRefusal(report);
      if (refusal?.reason !== 'expired') return [];
      const [leaf, ...served] = report.serving ?? [];
      const ended = [...target.ca, ...served]
        .filter((certificate) => isExpired(certificate, now))
        .slice(0, mostExpired)
        .map((certificate) => `${certificateText(certificate)} expired ${spanText(now - certificate.notAfter)} ago`);
      const own = leaf && !isExpired(leaf, now) ? [`the serving certificate itself is ${goodUntil(leaf)}`] : [];
      const { why, words } = refusalText(refusal, now);
      const text = `${[why, ...ended, ...own].join('; ')}${judgedBy(target)}`;
      const names = namesRefused(report, refusal.reason);
      return [{ severity: 'critical', addresses: [report.address], names, text, words }];
    }),
  remedy: () => rotateCa,
} as const satisfies FindingKind;

function goodUntil({ notAfter }: Certificate): string {
  return `good until ${dateText(notAfter)} UTC`;
}

export const chainEndsEarly = {
  id: 'serving-chain-ends-early',
  runbook: 'ApiserverTrustEnding',
  about: 'serving',
  title: 'A CA of the serving certificate expires soon, or before the certificate: then clients refuse the connection',
  detect: inEachEndpoint((report, now, target) => {
    const { serving } = report;
    const issuer = serving && firstIssuerToEnd(report, serving);
    if (serving === undefined || issuer === undefined) return undefined;
    const [leaf] = serving;
    const early = issuer.notAfter < leaf.notAfter;
    const severity =
      expired(issuer, now)?.severity ?? endingSeverity(issuer, thresholds.chain, now) ?? (early ? 'info' : undefined);
    if (severity === undefined) return undefined;
    const when = expired(issuer, now)?.text ?? endsIn(issuer, now);
    const own = early ? `; the serving certificate itself is ${goodUntil(leaf)}` : '';
    return unlessRenewed(report, { severity, text: `${certificateText(issuer)}: ${when}${own}${judgedBy(target)}` });
  }),
  remedy: () => rotateCa,
} as const satisfies FindingKind;

/** Without a configured CA, what is served says nothing of the CA that clients have. It may have been renewed, with the same key. */
function unlessRenewed({ trust }: Report, { severity, text }: EndpointEvidence): EndpointEvidence {
  if (trust.state === 'trusted') return { severity, text };
  const capped = severity === 'critical' ? 'warning' : severity;
  return { severity: capped, text: `${text}; no CA is configured, and clients may have a renewed one` };
}

/** Returns the issuing certificate whose end ends the trust in the leaf. Undefined: there is none, or clients refuse or verify nothing. */
export function firstIssuerToEnd(report: Report, serving: Chain): Certificate | undefined {
  if (isUnverified(report)) return undefined;
  const { trust } = report;
  const [leaf] = serving;
  switch (trust.state) {
    case 'trusted': {
      const first = firstToEnd(trust.path.slice(1));
      // Where the leaf ends first, another CA may carry on.
      const carriesOn = trust.until >= leaf.notAfter && trust.anchors.some((anchor) => isLater(anchor, first));
      return carriesOn ? undefined : first;
    }
    case 'untrusted':
      return undefined;
    case 'unknown':
      return trust.refusal ? undefined : servedIssuer(serving);
  }
}

function firstToEnd(certificates: readonly Certificate[]): Certificate | undefined {
  return certificates.toSorted((one, other) => one.notAfter - other.notAfter)[0];
}

function isLater(one: Certificate, other: Certificate | undefined): boolean {
  return other !== undefined && one.notAfter > other.notAfter;
}

/**
 * Without a CA, only the issuer of the leaf itself counts, and of several the last to end. Those above it may be on no path: chains carry
 * cross-signed roots that have expired, and no client needs them.
 */
function servedIssuer([leaf, ...rest]: Chain): Certificate | undefined {
  return rest
    .filter(({ subject }) => subject === leaf.issuer)
    .toSorted((one, other) => other.notAfter - one.notAfter)[0];
}

export const spareCertificate = {
  id: 'spare-certificate-served',
  runbook: undefined,
  about: 'serving',
  title: 'A certificate that is served is on no path to the CA: no client of this CA needs it',
  detect: ({ reports }, now) =>
    reports.flatMap(({ address, trust }) =>
      (trust.state === 'trusted' ? trust.spare : []).map((certificate): Evidence => {
        const when = expired(certificate, now)?.text ?? goodUntil(certificate);
        const subjects = [certificate.fingerprintSha256];
        return { severity: 'info', addresses: [address], subjects, text: `${certificateText(certificate)}: ${when}` };
      }),
    ),
  remedy: (): Remedy => ({
    advice: [
      'Leave it, or remove it from the file of --tls-cert-file, below the serving certificate. Go clients ignore it, and its expiry breaks nothing there; clients that use OpenSSL may choose a path through it.',
    ],
    beware: ['clients with another CA may need it: ask them before you remove a cross-signed certificate.'],
    procedures: [],
  }),
} as const satisfies FindingKind;
