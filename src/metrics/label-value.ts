import { unprintable } from '../text/printable.js';

/** The longest label value, in UTF-16 units. A common name may be a megabyte, and Prometheus keeps every label. */
export const maxLabelLength = 256;

/**
 * Turns text of a certificate into a label value. One byte of invalid UTF-8 would fail a whole scrape, so the text is made well-formed.
 * Characters that do not print, lone surrogates among them, become U+FFFD. Text that is too long is cut with an ellipsis.
 */
export function labelValue(text: string): string {
  const clean = text.slice(0, maxLabelLength + 1).replace(unprintable, '\ufffd');
  return clean.length > maxLabelLength ? `${clean.slice(0, maxLabelLength - 1).toWellFormed()}…` : clean;
}
