import { day, type Validity } from './validity.js';

/**
 * Whether a certificate is valid for so short a time that a share of it is too late a warning: below twelve days, a quarter is less than three
 * days. Of such certificates it matters whether something renews them.
 */
export function isShortLived({ notBefore, notAfter }: Validity): boolean {
  return notAfter - notBefore < 12 * day;
}

/**
 * The least share of their lifetimes that earlier certificates had left when they were replaced, for a certificate that is short-lived. 0: the
 * renewals follow no rule, or came too late. Undefined: fewer than two were seen, or it is not short-lived.
 */
export type RenewalShare = number | undefined;
