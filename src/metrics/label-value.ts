/** Longest label value, in UTF-16 units: a common name may be a megabyte, and every label is kept by Prometheus. */
export const maxLabelLength = 256;

/** C0, C1, line separators, and the marks that turn the direction of text around. */
const unsafe = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text of a certificate as a label value: one byte of invalid UTF-8 would fail a whole scrape, so it is made well-formed, control
 * characters become U+FFFD, and what is too long is cut with an ellipsis.
 */
export function labelValue(text: string): string {
  const clean = text
    .slice(0, maxLabelLength + 1)
    .toWellFormed()
    .replace(unsafe, '\ufffd');
  return clean.length > maxLabelLength ? `${clean.slice(0, maxLabelLength - 1).toWellFormed()}…` : clean;
}
