import { unprintable } from '../text/printable.js';

/** Longest label value, in UTF-16 units: a common name may be a megabyte, and every label is kept by Prometheus. */
export const maxLabelLength = 256;

/**
 * Text of a certificate as a label value: one byte of invalid UTF-8 would fail a whole scrape, so it is made well-formed, what does
 * not print becomes U+FFFD, a lone surrogate too, and what is too long is cut with an ellipsis.
 */
export function labelValue(text: string): string {
  const clean = text.slice(0, maxLabelLength + 1).replace(unprintable, '\ufffd');
  return clean.length > maxLabelLength ? `${clean.slice(0, maxLabelLength - 1).toWellFormed()}…` : clean;
}
