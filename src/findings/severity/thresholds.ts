import { day, isExpired, type Validity } from '../../x509/validity.js';

/** A certificate is close to its end when less than `days` and less than `share` of its lifetime are left. */
export interface Threshold {
  readonly days: number;
  readonly share: number;
}

export interface Thresholds {
  readonly warning: Threshold;
  readonly critical: Threshold;
}

/**
 * Automatic renewal happens when a third of the lifetime or more is left (OpenShift: 15 of 30 days; cert-manager and ACME clients: a
 * third). So at a quarter a renewal has been missed, and at a tenth it will not come. Certificates that people renew are valid for a year
 * (kubeadm), and a quarter of a year is far too early: there the days decide. A restart needs more planning than a new file, so the
 * loopback certificate has more days. Issuing certificates are valid for years: there only the days count, so the share is 1.
 *
 * The alert rules say the same in PromQL:
 * `not_after - time() < clamp_max((not_after - not_before) * share, days * 86400)`.
 */
export const thresholds = {
  serving: { warning: { days: 30, share: 0.25 }, critical: { days: 7, share: 0.1 } },
  chain: { warning: { days: 30, share: 1 }, critical: { days: 7, share: 1 } },
  loopback: { warning: { days: 60, share: 0.25 }, critical: { days: 14, share: 0.1 } },
} as const satisfies Record<string, Thresholds>;

/** The severity for a certificate that has not expired; undefined: enough time is left. */
export function endingSeverity(
  validity: Validity,
  { warning, critical }: Thresholds,
  now: number,
): 'critical' | 'warning' | undefined {
  if (isCloserThan(critical, validity, now)) return 'critical';
  return isCloserThan(warning, validity, now) ? 'warning' : undefined;
}

/** The severity for a certificate, expired or not. */
export function certificateSeverity(
  validity: Validity,
  limits: Thresholds,
  now: number,
): 'critical' | 'warning' | 'info' {
  return isExpired(validity, now) ? 'critical' : (endingSeverity(validity, limits, now) ?? 'info');
}

/** The seconds before the end at which a certificate is close to it. */
export function leadOf({ days, share }: Threshold, { notBefore, notAfter }: Validity): number {
  return Math.min(days * day, (notAfter - notBefore) * share);
}

function isCloserThan(threshold: Threshold, validity: Validity, now: number): boolean {
  return validity.notAfter - now < leadOf(threshold, validity);
}
