import type { Report } from '../../probe/report.js';
import { isUnverified } from '../../probe/server-kind-of.js';
import { goMessage } from '../../text/go-message.js';
import { dateText, spanText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import type { RefusalReason } from '../../x509/go-refusal.js';
import { renewCertificate } from '../remedies/renew-certificate.js';
import type { Remedy } from '../remedies/remedy.js';
import { thresholds } from '../severity/thresholds.js';
import { ending, expired } from './ending.js';
import { type EndpointEvidence, type FindingKind, inEachEndpoint } from './finding-kind.js';
import { nameRefusal, namesRefused, refusalText, trustRefusal } from './refusal.js';

const leafOf = ({ serving }: Report): Certificate | undefined => serving?.[0];

/** What is wrong with the leaf's dates, and Go's words for it. */
function inWordsOfGo(
  report: Report,
  reason: RefusalReason,
  text: string,
  now: number,
): Pick<EndpointEvidence, 'text' | 'names' | 'words'> {
  const refused = report.names.filter(({ shown }) => shown === undefined).flatMap((each) => nameRefusal(each) ?? []);
  const refusal = refused.find((each) => each.reason === reason);
  return { names: namesRefused(report, reason), text, ...(refusal && { words: [goMessage(refusal, now)] }) };
}

/** Undefined also where clients do not verify it: then its end breaks nothing. */
const verifiedLeafOf = (report: Report): Certificate | undefined => (isUnverified(report) ? undefined : leafOf(report));

export const servingExpired = {
  id: 'serving-certificate-expired',
  runbook: 'ApiserverCertificateRefused',
  about: 'serving',
  title: 'The serving certificate has expired: clients refuse the connection',
  detect: inEachEndpoint((report, now) => {
    const found = expired(verifiedLeafOf(report), now);
    return found && { ...found, ...inWordsOfGo(report, 'expired', found.text, now) };
  }),
  remedy: () => renewCertificate,
} as const satisfies FindingKind;

export const servingEnding = {
  id: 'serving-certificate-ending',
  runbook: 'ApiserverServingCertificateEnding',
  about: 'serving',
  title: 'The serving certificate expires soon',
  detect: inEachEndpoint((report, now) => ending(thresholds.serving)(verifiedLeafOf(report), now, report.renewalShare)),
  remedy: () => renewCertificate,
} as const satisfies FindingKind;

export const servingNotYetValid = {
  id: 'serving-certificate-not-yet-valid',
  runbook: 'ApiserverCertificateRefused',
  about: 'serving',
  title: 'The serving certificate, or a CA of it, is not valid yet: clients refuse the connection',
  detect: inEachEndpoint((report, now) => {
    const leaf = verifiedLeafOf(report);
    if (leaf !== undefined && now < leaf.notBefore) {
      const text = `valid from ${dateText(leaf.notBefore)} UTC, in ${spanText(leaf.notBefore - now)}`;
      return { severity: 'critical', ...inWordsOfGo(report, 'not_yet_valid', text, now) };
    }
    const refusal = trustRefusal(report);
    if (refusal?.reason !== 'not_yet_valid') return undefined;
    const { why, words } = refusalText(refusal, now);
    return { severity: 'critical', names: namesRefused(report, refusal.reason), text: why, words };
  }),
  remedy: (): Remedy => ({
    advice: [
      'Compare the clocks of this host, of the node and of the host that issued the certificate. If all are right, issue the certificate again.',
    ],
    beware: [],
    procedures: [{ distributions: [], lines: ['date -u; chronyc tracking || timedatectl timesync-status'] }],
  }),
} as const satisfies FindingKind;

export const serverNotVerified = {
  id: 'server-not-verified',
  runbook: undefined,
  about: 'serving',
  title: 'The kubeconfig switches verification off (insecure-skip-tls-verify): anyone can pose as this API server',
  detect: ({ insecure }) =>
    insecure
      ? [
          {
            severity: 'warning',
            addresses: [],
            text: 'no credential was sent; everyone who uses this kubeconfig is at risk',
          },
        ]
      : [],
  remedy: (): Remedy => ({
    advice: [
      'Put the CA into the kubeconfig (certificate-authority-data) and remove insecure-skip-tls-verify. If the certificate does not cover the name in use, set tls-server-name to a name that it covers, until the certificate is regenerated.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

export const unverifiedExpired = {
  id: 'unverified-certificate-expired',
  runbook: undefined,
  about: 'serving',
  title:
    'The serving certificate has expired, which no client verifies: its APIService has insecureSkipTLSVerify, or the server made it itself',
  detect: inEachEndpoint((report, now) => {
    const found = isUnverified(report) ? expired(leafOf(report), now) : undefined;
    return found && { ...found, severity: 'warning' };
  }),
  remedy: (): Remedy => ({
    advice: [
      'Nothing breaks as long as the APIService has insecureSkipTLSVerify. Renew the certificate before you give the APIService a caBundle. A server that made it itself makes a new one when it starts.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;
