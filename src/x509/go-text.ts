/** The forms of a character in UTF-8 (RFC 3629 section 4), in text that has a character for each byte. */
const forms = [
  /[\x00-\x7f]/,
  /[\xc2-\xdf][\x80-\xbf]/,
  /\xe0[\xa0-\xbf][\x80-\xbf]/,
  /[\xe1-\xec\xee\xef][\x80-\xbf]{2}/,
  /\xed[\x80-\x9f][\x80-\xbf]/,
  /\xf0[\x90-\xbf][\x80-\xbf]{2}/,
  /[\xf1-\xf3][\x80-\xbf]{3}/,
  /\xf4[\x80-\x8f][\x80-\xbf]{2}/,
];
const charactersOrByte = new RegExp(`((?:${forms.map(({ source }) => source).join('|')})+)|[^]`, 'g');

/** Everything but letters, marks, numbers, punctuation, symbols and the ASCII space (unicode.IsPrint); and what is escaped. */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu;

/** In bytes. Go has no such limit; a hostile name has a megabyte, and each byte may be shown as ten characters. */
const mostQuoted = 8192;

/**
 * Returns the text in double quotes as Go's `%q` prints it (strconv.Quote). `bytes` are those of a Go string: text that is not UTF-8 is
 * shown byte by byte. Of very long text, only the beginning is shown.
 */
export function goQuote(text: string | Uint8Array): string {
  const begun = typeof text === 'string' ? text.slice(0, mostQuoted + 1) : text;
  const whole =
    typeof begun === 'string' ? Buffer.from(begun) : Buffer.from(begun.buffer, begun.byteOffset, begun.byteLength);
  const bytes = whole.subarray(0, mostQuoted);
  const quoted = bytes
    .toString('latin1')
    .replace(charactersOrByte, (found, characters: string | undefined) =>
      characters === undefined
        ? `\\x${hex(found.charCodeAt(0), 2)}`
        : Buffer.from(characters, 'latin1').toString().replace(unprintable, quoteRune),
    );
  return `"${quoted}${whole.length > mostQuoted ? '…' : ''}"`;
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

function quoteRune(rune: string): string {
  const escaped = escapes.get(rune);
  if (escaped !== undefined) return escaped;
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
