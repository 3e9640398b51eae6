import type { Threshold, Thresholds } from '../../src/findings/severity/thresholds.js';

const day = 86_400;

/** Selectors for series with the same labels: the two ends of certificates in Unix seconds, and the least share left at their renewals. */
export interface Life {
  readonly notAfter: string;
  readonly notBefore: string;
  readonly renewalRatio: string;
}

/**
 * Returns a query for the urgency of certificates by the days left, their share of the lifetime, and a floor for short lifetimes, as
 * config/alerts.yml has them. It needs no recording rule, so it forgets renewals a day after the exporter has. The values are 0 fine, 1 warning,
 * 2 critical, 3 expired, and 4 or more not yet valid.
 */
export function lifeState({ notAfter, notBefore, renewalRatio }: Life, { warning, critical }: Thresholds): string {
  const lifetime = `(${notAfter} - ${notBefore})`;
  const ratio = `last_over_time(${renewalRatio}[1d])`;
  const below = (seconds: string): string => `(${notAfter} - time() < bool ${seconds})`;
  const always = `${notAfter} ^ 0`;
  const part = (share: number, days: number): string => below(`clamp_max(${lifetime} * ${share}, ${days * day})`);
  const closerThan = ({ days, share, floor }: Threshold): string => {
    if (floor === undefined) return part(share, days);
    const least = part(floor.share, floor.days);
    const late = below(`${lifetime} * (${ratio} > ${floor.inTime}) * ${floor.late}`);
    return `clamp_max(${part(share, days)} + ${least} * (${late} or ${always}), 1)`;
  };
  const closer = [closerThan(warning), closerThan(critical)];
  return `(${[...closer, expired(notAfter), `4 * ${notYetValid(notBefore)}`].join(' + ')})`;
}

/** 1 or 0: whether each certificate is over, or is not valid yet. */
export function outsideItsDates({ notAfter, notBefore }: Omit<Life, 'renewalRatio'>): string {
  return `clamp_max(${expired(notAfter)} + ${notYetValid(notBefore)}, 1)`;
}

function expired(notAfter: string): string {
  return `(${notAfter} < bool time())`;
}

function notYetValid(notBefore: string): string {
  return `(${notBefore} > bool time())`;
}
