import { dateText, spanText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import { isExpired } from '../../x509/validity.js';
import { endingSeverity, type Thresholds } from '../severity/thresholds.js';
import type { EndpointEvidence } from './finding-kind.js';

/** Returns evidence about a certificate, if it finds any. `certificate`: undefined if the report has none. `now`: unix seconds. */
export type DetectInCertificate = (certificate: Certificate | undefined, now: number) => EndpointEvidence | undefined;

export const expired: DetectInCertificate = (certificate, now) => {
  if (certificate === undefined || !isExpired(certificate, now)) return undefined;
  const { notAfter } = certificate;
  return { severity: 'critical', text: `expired ${spanText(now - notAfter)} ago, at ${dateText(notAfter)} UTC` };
};

/** Detects a certificate that expires soon. Ignores certificates that have already expired. */
export function ending(levels: Thresholds): DetectInCertificate {
  return (certificate, now) => {
    if (certificate === undefined || isExpired(certificate, now)) return undefined;
    const severity = endingSeverity(certificate, levels, now);
    return severity && { severity, text: endsIn(certificate, now) };
  };
}

/** `expires in 13d 23h, at 2026-12-05 11:59 UTC` */
export function endsIn({ notAfter }: Pick<Certificate, 'notAfter'>, now: number): string {
  return `expires in ${spanText(notAfter - now)}, at ${dateText(notAfter)} UTC`;
}
