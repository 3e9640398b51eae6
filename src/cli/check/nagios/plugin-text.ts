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
