/**
 * Characters that do not print: controls and terminal escapes, bidirectional overrides, invisible and broken characters. The expression is
 * global, so use it only with `replace`.
 */
export const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Makes text from outside safe for a terminal or a page. A certificate's or file's name must not move the cursor, colour or reverse a line,
 * or pass for another name. Characters that do not print become `\u{1b}`.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`);
}

/** Escapes like JSON, `\u001b`. In JSON these characters are always in strings, so the value stays the same. */
export function jsonEscaped(text: string): string {
  return text.replace(unprintable, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** The colours that picocolors writes. */
const colour = /\x1b\[\d{1,2}m/;
const kept = new RegExp(`(${colour.source}|\r?\n)`);
/** Anything but printable ASCII and whole line ends. */
const notPlain = /[^\r\n\x20-\x7e]|\r(?!\n)/;

/**
 * The last thing that is done to text before it leaves the program: whatever a command forgot is escaped as in JSON. Line ends stay, also CRLF,
 * which calendars have, and so do colours if the output has them.
 */
export function printableLines(text: string, hasColours = false): string {
  if (!notPlain.test(text)) return text;
  const isKept = (part: string): boolean => /^\r?\n$/.test(part) || (hasColours && colour.test(part));
  return text
    .split(kept)
    .map((part) => (isKept(part) ? part : jsonEscaped(part)))
    .join('');
}
