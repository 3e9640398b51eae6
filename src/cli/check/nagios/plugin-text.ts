import { createHash } from 'node:crypto';
import { printable } from '../../../text/printable.js';

/**
 * Makes text from outside fit for the one line that a monitoring server reads: no line end, no `|`, after which performance data begins, and no
 * backslash before an n, which Nagios turns into a line end where results are handed over by file (utils.c, parse_check_output).
 */
export function pluginText(text: string): string {
  return printable(text)
    .replaceAll('|', '\\u{7c}')
    .replace(/\\(?=n)/g, '\\u{5c}');
}

/** The longest label, in UTF-16 units: names and paths may be much longer, and the line has room for a few hundred bytes each at most. */
const longestLabel = 120;

/** A hash keeps labels apart that are equal up to where they are cut. */
const hashLength = 8;

/** Makes the text of a performance data label of it, without the quotes around it: neither `=` nor `'` is allowed there. */
export function labelText(text: string): string {
  const label = pluginText(text).replaceAll('=', '\\u{3d}').replaceAll("'", '\\u{27}');
  if (label.length <= longestLabel) return label;
  const hash = createHash('sha256').update(label).digest('hex').slice(0, hashLength);
  return `${label.slice(0, longestLabel - hashLength - 1).toWellFormed()}~${hash}`;
}

/** Cuts a line at the end, so that it has at most so many bytes of UTF-8. */
export function cutTo(bytes: number, text: string): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const end = '…';
  const room = bytes - Buffer.byteLength(end);
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > room) break;
    kept += character;
  }
  return `${kept}${end}`;
}
