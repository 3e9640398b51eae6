import type { Report } from '../../probe/report.js';
import { dateText, spanText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import { renewCertificate } from '../remedies/renew-certificate.js';
import type { Remedy } from '../remedies/remedy.js';
import { endingSeverity, thresholds } from '../severity/thresholds.js';
import { ending, endsIn, expired } from './ending.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';

const leafOf = ({ serving }: Report): Certificate | undefined => serving?.[0];

export const servingExpired = {
  id: 'serving-certificate-expired',
  runbook: 'ApiserverServingCertificateExpired',
  about: 'serving',
  title: 'The serving certificate has expired: clients refuse the connection',
  detect: inEachEndpoint((report, now) => expired(leafOf(report), now)),
  remedy: () => renewCertificate,
} as const satisfies FindingKind;

export const servingEnding = {
  id: 'serving-certificate-ending',
  runbook: 'ApiserverServingCertificateEnding',
  about: 'serving',
  title: 'The serving certificate expires soon',
  detect: inEachEndpoint((report, now) => ending(thresholds.serving)(leafOf(report), now)),
  remedy: () => renewCertificate,
} as const satisfies FindingKind;

export const servingNotYetValid = {
  id: 'serving-certificate-not-yet-valid',
  runbook: 'ApiserverServingCertificateNotYetValid',
  about: 'serving',
  title: 'The serving certificate is not valid yet: clients refuse the connection',
  detect: inEachEndpoint((report, now) => {
    const leaf = leafOf(report);
    if (leaf === undefined || now >= leaf.notBefore) return undefined;
    const wait = spanText(leaf.notBefore - now);
    return { severity: 'critical', text: `valid from ${dateText(leaf.notBefore)} UTC, in ${wait}` };
  }),
  remedy: (): Remedy => ({
    advice: [
      'Compare the clocks of this host, of the node and of the host that issued the certificate. If all are right, issue the certificate again.',
    ],
    beware: [],
    procedures: [{ distributions: [], lines: ['date -u; chronyc tracking || timedatectl timesync-status'] }],
  }),
} as const satisfies FindingKind;

export const chainEndsEarly = {
  id: 'serving-chain-ends-early',
  runbook: 'ApiserverServingChainEnding',
  about: 'serving',
  title: 'An issuing certificate in the served chain expires before the serving certificate',
  detect: inEachEndpoint((report, now) => {
    const [leaf, ...rest] = report.serving ?? [];
    const [first] = rest.toSorted((a, b) => a.notAfter - b.notAfter);
    if (leaf === undefined || first === undefined || first.notAfter >= leaf.notAfter) return undefined;
    const found = expired(first, now) ?? {
      severity: endingSeverity(first, thresholds.chain, now) ?? 'info',
      text: endsIn(first, now),
    };
    return { severity: found.severity, text: `${first.subject}: ${found.text}` };
  }),
  remedy: (): Remedy => ({
    advice: [
      'Renew the issuing certificate, and serve the new one instead of the old one. Once the old one has expired, clients that trust only the root refuse the connection.',
    ],
    beware: [
      'the expiry date of the serving certificate does not count here: the issuing certificate expires earlier.',
    ],
    procedures: [],
  }),
} as const satisfies FindingKind;

export const servingUntrusted = {
  id: 'serving-certificate-untrusted',
  runbook: 'ApiserverServingCertificateNotTrusted',
  about: 'serving',
  title: "The target's CA has not signed the serving certificate: clients that trust this CA refuse the connection",
  detect: inEachEndpoint(({ trust, serving }) => {
    if (trust.state !== 'untrusted' || serving === undefined) return undefined;
    return {
      severity: 'critical',
      text: trust.refusal.message,
    };
  }),
  remedy: ({ reports: [{ address } = { address: 'HOST:6443' }] }): Remedy => ({
    advice: [
      'Either another server answers at this address, or the CA was replaced and the configuration (and probably kubeconfigs too) still has the old one. Compare key identifiers instead of names: all CAs made by kubeadm have the name kubernetes.',
    ],
    beware: [],
    procedures: [
      {
        distributions: [],
        lines: [
          `openssl s_client -connect ${address} </dev/null 2>/dev/null | openssl x509 -noout -issuer -ext authorityKeyIdentifier   # whose key signed what is served`,
          'openssl x509 -noout -subject -ext subjectKeyIdentifier -in /etc/kubernetes/pki/ca.crt   # the key of the CA, on a control-plane node',
        ],
      },
    ],
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
