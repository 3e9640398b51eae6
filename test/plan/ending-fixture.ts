import type { Ending, PlanEntry } from '../../src/plan/plan-entry.js';
import { day, now } from '../fixtures/report.js';

/** Ends at 2027-03-01 12:00 UTC, and check warns from 2027-01-30 on. */
export function ending(change: Partial<Ending> = {}): Ending {
  const end = now + 100 * day;
  const warnsAt = end - 30 * day;
  return {
    fingerprint: 'ab'.repeat(32),
    place: '10.225.4.51:6443',
    begins: now - 265 * day,
    end,
    warnsAt,
    severity: 'info',
    ...change,
  };
}

/** The renewal of a serving certificate. */
export function entry(change: Partial<PlanEntry> = {}): PlanEntry {
  const endings = change.endings ?? ([ending()] as const);
  const lastSafeDay = Math.floor(endings[0].end / day) * day - day;
  return {
    kind: 'serving',
    scope: 'prod',
    title: 'Renew the serving certificate of prod: 10.225.4.51:6443',
    runbook: 'ApiserverServingCertificateEnding',
    caveat: undefined,
    endings,
    restarts: [],
    key: 'serving prod',
    severity: 'info',
    isOverdue: false,
    lastSafeDay,
    due: lastSafeDay,
    bestFrom: Math.floor(endings[0].warnsAt / day) * day,
    ...change,
  };
}
