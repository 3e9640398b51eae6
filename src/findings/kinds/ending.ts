import { dateText, spanText } from '../../text/time-text.js';
import type { Certificate } from '../../x509/certificate.js';
import type { RenewalShare } from '../../x509/short-lived.js';
import { isExpired } from '../../x509/validity.js';
import { endingSeverity, leadByShare, type Life, type Threshold, type Thresholds } from '../severity/thresholds.js';
import type { EndpointEvidence } from './finding-kind.js';

/**
 * Returns evidence about a certificate, if it finds any. `certificate`: undefined if the report has none. `now`: unix seconds.
 */
export type DetectInCertificate = (
  certificate: Certificate | undefined,
  now: number,
  renewalShare?: RenewalShare,
) => EndpointEvidence | undefined;

export const expired: DetectInCertificate = (certificate, now) => {
  if (certificate === undefined || !isExpired(certificate, now)) return undefined;
  const { notAfter } = certificate;
  return { severity: 'critical', text: `expired ${spanText(now - notAfter)} ago, at ${dateText(notAfter)} UTC` };
};

/** Detects a certificate that expires soon. Ignores certificates that have already expired. */
export function ending(levels: Thresholds): DetectInCertificate {
  return (certificate, now, renewalShare) => {
    if (certificate === undefined || isExpired(certificate, now)) return undefined;
    const { notBefore, notAfter } = certificate;
    return endingSoon({ notBefore, notAfter, renewalShare }, levels, now);
  };
}

/** The same for one that has not expired. The text says why it is early, if it is for a certificate with so short a lifetime. */
export function endingSoon(
  life: Life,
  levels: Thresholds,
  now: number,
): Pick<EndpointEvidence, 'severity' | 'text'> | undefined {
  const severity = endingSeverity(life, levels, now);
  if (severity === undefined) return undefined;
  const isByShare = life.notAfter - now < leadByShare(levels[severity], life);
  return { severity, text: `${endsIn(life, now)}${isByShare ? '' : whyEarly(life, levels[severity])}` };
}

function whyEarly({ notBefore, notAfter, renewalShare }: Life, { floor }: Threshold): string {
  const lifetime = notAfter - notBefore;
  if (renewalShare === undefined) {
    return `, and is valid for only ${spanText(lifetime)}: no fault if something renews it in time (serve knows after two renewals, check cannot)`;
  }
  if (renewalShare === 0) return ': the last renewals follow no rule, or came too late';
  const left = spanText(renewalShare * lifetime);
  return renewalShare > (floor?.inTime ?? Infinity)
    ? `: this renewal is late, since earlier ones came with ${left} left or more`
    : `: the last renewals came late, with ${left} left`;
}

/** `expires in 13d 23h, at 2026-12-05 11:59 UTC` */
export function endsIn({ notAfter }: Pick<Life, 'notAfter'>, now: number): string {
  return `expires in ${spanText(notAfter - now)}, at ${dateText(notAfter)} UTC`;
}
