import { createHash } from 'node:crypto';
import { unprintable } from '../text/printable.js';

/** The longest label value, in UTF-16 units. A common name may be a megabyte, and Prometheus keeps every label. */
export const maxLabelLength = 256;

/** The end of a value that was changed: `…~` and 96 bits of a hash of the whole text. */
const mark = /…~[\w-]{16}$/;
const markLength = 18;

/**
 * Turns text of a certificate or file into a label value. One byte of invalid UTF-8 would fail a whole scrape, so the text is made
 * well-formed. Characters that do not print, lone surrogates among them, become U+FFFD, and text that is too long is cut. A value that was
 * changed ends with a mark, so that different texts never become the same series, of which Prometheus would show one alone.
 */
export function labelValue(text: string): string {
  const clean = text.slice(0, maxLabelLength + 1).replace(unprintable, '\ufffd');
  // Text that ends like a mark gets a mark of its own, or it could pass for another text.
  if (clean === text && text.length <= maxLabelLength && !mark.test(text)) return text;
  return `${clean.slice(0, maxLabelLength - markLength).toWellFormed()}…~${hashOf(text)}`;
}

/** UTF-16, because UTF-8 has the same bytes for all lone surrogates. */
function hashOf(text: string): string {
  return createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('base64url').slice(0, 16);
}
