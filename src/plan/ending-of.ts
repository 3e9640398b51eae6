import { certificateSeverity, leastLeft, type Life, type Thresholds } from '../findings/severity/thresholds.js';
import type { Certificate } from '../x509/certificate.js';
import type { RenewalShare } from '../x509/short-lived.js';
import type { Validity } from '../x509/validity.js';
import type { Ending, Endings } from './plan-entry.js';

/** What is known of a certificate at a place, and how long before its end it is too late. */
export interface EndingCertificate {
  readonly certificate: Pick<Certificate, 'fingerprintSha256'>;
  readonly place: string;
  /** When it is valid, which is less than the certificate says where a CA ends before it. */
  readonly life: Life;
  readonly limits: Thresholds;
}

/** When a certificate is valid, and what was seen of its predecessors. */
export function lifeOf({ notBefore, notAfter }: Validity, renewalShare: RenewalShare): Life {
  return { notBefore, notAfter, ...(renewalShare !== undefined && { renewalShare }) };
}

/** `now`: Unix seconds. */
export function endingOf({ certificate, place, life, limits }: EndingCertificate, now: number): Ending {
  return {
    fingerprint: certificate.fingerprintSha256,
    place,
    begins: life.notBefore,
    end: life.notAfter,
    warnsAt: life.notAfter - leastLeft(limits.warning, life),
    severity: certificateSeverity(life, limits, now),
  };
}

/** The first to end comes first. The order of equal ends is that of certificates and places, so that it never depends on who answered first. */
export function compareEndings(a: Ending, b: Ending): number {
  return a.end - b.end || compareTexts(a.fingerprint, b.fingerprint) || compareTexts(a.place, b.place);
}

/** By code units, the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Sorts what ends. Undefined: nothing does. */
export function firstToEnd(endings: readonly Ending[]): Endings | undefined {
  const [first, ...others] = endings.toSorted(compareEndings);
  return first && [first, ...others];
}
