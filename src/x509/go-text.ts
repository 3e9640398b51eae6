/**
 * Returns the text in double quotes as Go's `%q` prints it (strconv.Quote). `bytes` are those of a Go string: text that is not UTF-8 is
 * shown byte by byte.
 */
export function goQuote(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  let quoted = '';
  for (let at = 0; at < bytes.length;) {
    const length = runeLength(bytes, at);
    const rune = length > 0 ? Buffer.from(bytes.subarray(at, at + length)).toString() : undefined;
    quoted += rune === undefined ? `\\x${hex(bytes[at] ?? 0, 2)}` : quoteRune(rune);
    at += length || 1;
  }
  return `"${quoted}"`;
}

/** How many bytes the character that begins at `at` has; 0: these bytes are no UTF-8. */
function runeLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  const slice = Buffer.from(bytes.subarray(at, at + length));
  return length > 0 && slice.equals(Buffer.from(slice.toString())) ? length : 0;
}

const escapes = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/** Letters, marks, numbers, punctuation, symbols and the ASCII space (unicode.IsPrint). */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function quoteRune(rune: string): string {
  const escaped = escapes.get(rune);
  if (escaped !== undefined) return escaped;
  if (printable.test(rune)) return rune;
  const code = rune.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/**
 * Returns a time as Go's time.RFC3339 prints it: whole seconds. `time`: Unix seconds. `offset`: seconds east of Greenwich, in which Go keeps
 * the dates of certificates.
 */
export function goTime(time: number, offset = 0): string {
  const date = new Date((Math.floor(time) + offset) * 1000);
  const year = date.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, '0');
  const [rest = ''] = /-\d\d-\d\dT[\d:]{8}/.exec(date.toISOString()) ?? [];
  return `${year < 0 ? '-' : ''}${digits}${rest}${zone(offset)}`;
}

function zone(offset: number): string {
  if (offset === 0) return 'Z';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 3600), Math.floor(Math.abs(offset) / 60) % 60];
  return `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
