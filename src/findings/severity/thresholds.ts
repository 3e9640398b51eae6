import type { RenewalShare } from '../../x509/short-lived.js';
import { day, isExpired, type Validity } from '../../x509/validity.js';

/** A certificate is close to its end when less than `days` and less than `share` of its lifetime are left, or when it is below the floor. */
export interface Threshold {
  readonly days: number;
  readonly share: number;
  readonly floor?: Floor;
}

/**
 * The least that a certificate must have left, however short its lifetime: `days`, and no more than `share` of the lifetime. Does not apply to
 * one that is renewed in time as a rule, until the present renewal is late.
 */
export interface Floor {
  readonly days: number;
  readonly share: number;
  /** The share of the lifetime that must have been left at earlier renewals. */
  readonly inTime: number;
  /** A renewal is late when less than this part of what was left at earlier renewals is left. */
  readonly late: number;
}

export interface Thresholds {
  readonly warning: Threshold;
  readonly critical: Threshold;
}

/** When a certificate is valid, and what was seen of its predecessors. */
export interface Life extends Validity {
  readonly renewalShare?: RenewalShare;
}

/**
 * docs/thresholds.md says the same in words, and the alert rules in PromQL.
 *
 * Automatic renewal happens when a third of the lifetime or more is left (OpenShift: 15 of 30 days; cert-manager, step-ca and ACME clients: a
 * third). So at a quarter a renewal has been missed, and at a tenth it will not come. Certificates that people renew are valid for a year
 * (kubeadm), and a quarter of a year is far too early: there the days decide. A restart needs more planning than a new file, so the
 * loopback certificate has more days. Issuing certificates are valid for years: there only the days count, so the share is 1.
 *
 * Whoever issues a certificate by hand for some days needs more notice than a share of these days. So there is a floor, but:
 *
 * - A fifth of the lifetime, no more, is critical: what renews at a third must never page. consul-template renews at a tenth (dependency/
 *   vault_pki.go, goodFor). That is known after two renewals, so a twentieth is early enough for a renewal not to page.
 * - Files have no critical floor. A kubelet renews its client certificate at a random time when between 30 and 10 % are left (client-go,
 *   util/certificate, nextRotationDeadline), so a fifth would page for half of them.
 * - The lead of issuing certificates is longer than the floor in any case. A loopback certificate is valid for a year or more, by the source of
 *   Kubernetes, so that a floor never decides.
 */
export const thresholds = {
  serving: {
    warning: { days: 30, share: 0.25, floor: { days: 3, share: 0.6, inTime: 0.25, late: 0.75 } },
    critical: { days: 7, share: 0.1, floor: { days: 1, share: 0.2, inTime: 0.05, late: 0.5 } },
  },
  file: {
    warning: { days: 30, share: 0.25, floor: { days: 3, share: 0.6, inTime: 0.25, late: 0.75 } },
    critical: { days: 7, share: 0.1 },
  },
  chain: { warning: { days: 30, share: 1 }, critical: { days: 7, share: 1 } },
  loopback: { warning: { days: 60, share: 0.25 }, critical: { days: 14, share: 0.1 } },
} as const satisfies Record<string, Thresholds>;

/** The severity for a certificate that has not expired; undefined: enough time is left. */
export function endingSeverity(
  life: Life,
  { warning, critical }: Thresholds,
  now: number,
): 'critical' | 'warning' | undefined {
  if (isCloserThan(critical, life, now)) return 'critical';
  return isCloserThan(warning, life, now) ? 'warning' : undefined;
}

/** The severity for a certificate, expired or not. */
export function certificateSeverity(life: Life, limits: Thresholds, now: number): 'critical' | 'warning' | 'info' {
  return isExpired(life, now) ? 'critical' : (endingSeverity(life, limits, now) ?? 'info');
}

/** The seconds before the end at which a certificate is close to it. */
export function leadOf(threshold: Threshold, life: Life): number {
  return Math.max(leadByShare(threshold, life), floorOf(threshold, life));
}

/** The same without the floor. */
export function leadByShare({ days, share }: Threshold, { notBefore, notAfter }: Validity): number {
  return Math.min(days * day, (notAfter - notBefore) * share);
}

/**
 * The seconds that a certificate must have left at least: with less, it is as bad as the threshold says. Never below 0, because it is critical
 * when it has expired, whatever its dates.
 */
export function leastLeft(threshold: Threshold, life: Life): number {
  return Math.max(0, leadOf(threshold, life));
}

function floorOf({ floor }: Threshold, { notBefore, notAfter, renewalShare = 0 }: Life): number {
  if (floor === undefined) return -Infinity;
  const lifetime = notAfter - notBefore;
  const least = Math.min(floor.days * day, lifetime * floor.share);
  return renewalShare > floor.inTime ? Math.min(least, lifetime * renewalShare * floor.late) : least;
}

function isCloserThan(threshold: Threshold, life: Life, now: number): boolean {
  return life.notAfter - now < leadOf(threshold, life);
}
