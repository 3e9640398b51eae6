import { endingSeverity, leadByShare, type Life, type Thresholds } from '../findings/severity/thresholds.js';
import { day, isExpired } from '../x509/validity.js';

/** In seconds. Nobody renews by hand each month; OpenShift renews its certificates of 30 days itself. */
const oneMonth = 31 * day;

/**
 * Whether something renews the certificate in time, as far as is known: it was renewed in time before, or it lives for a month at most. One that
 * is late renews itself no longer, whatever it did before. `now`: Unix seconds.
 */
export function renewsItself(life: Life, limits: Thresholds, now: number): boolean {
  const { notBefore, notAfter, renewalShare } = life;
  if (isExpired(life, now) || notAfter - now < leadByShare(limits.warning, life)) return false;
  if (renewalShare === undefined) return notAfter - notBefore <= oneMonth;
  return renewalShare > 0 && endingSeverity(life, limits, now) === undefined;
}
