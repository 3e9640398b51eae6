/**
 * What does not print by itself: controls and terminal escapes, bidirectional overrides, invisible and broken characters. Global,
 * so for `replace` alone.
 */
export const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text from outside as a terminal or a page may show it: a certificate or file name must neither move the cursor nor colour or turn around a
 * line nor pass for another. Whatever does not print becomes `\u{1b}`.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`);
}
