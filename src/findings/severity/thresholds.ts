import type { Validity } from '../../x509/validity.js';

const day = 86_400;

/** A certificate is close to its end when less is left than so many days and less than that share of its lifetime. */
export interface Threshold {
  readonly days: number;
  readonly share: number;
}

export interface Thresholds {
  readonly warning: Threshold;
  readonly critical: Threshold;
}

/**
 * Whatever renews by itself does so with a third of the lifetime left or more (OpenShift: 15 of 30 days; cert-manager and ACME clients: a
 * third), so at a quarter a renewal has been missed, and at a tenth it will not come. Certificates that people renew live for a year
 * (kubeadm), of which a quarter is far too early: there the days decide. A restart wants more planning than a file, hence the loopback
 * certificate's longer days. Issuing certificates live for years: days alone, hence a share of one.
 *
 * The alert rules say the same in PromQL:
 * `not_after - time() < clamp_max((not_after - not_before) * share, days * 86400)`.
 */
export const thresholds = {
  serving: { warning: { days: 30, share: 0.25 }, critical: { days: 7, share: 0.1 } },
  chain: { warning: { days: 30, share: 1 }, critical: { days: 7, share: 1 } },
  loopback: { warning: { days: 60, share: 0.25 }, critical: { days: 14, share: 0.1 } },
} as const satisfies Record<string, Thresholds>;

/** How close the end is, for a certificate that is not expired; undefined: far enough. */
export function endingSeverity(
  validity: Validity,
  { warning, critical }: Thresholds,
  now: number,
): 'critical' | 'warning' | undefined {
  if (isCloserThan(critical, validity, now)) return 'critical';
  return isCloserThan(warning, validity, now) ? 'warning' : undefined;
}

function isCloserThan({ days, share }: Threshold, { notBefore, notAfter }: Validity, now: number): boolean {
  return notAfter - now < Math.min(days * day, (notAfter - notBefore) * share);
}
