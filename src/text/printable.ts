/**
 * Characters that do not print: controls and terminal escapes, bidirectional overrides, invisible and broken characters. The expression is
 * global, so use it only with `replace`.
 */
export const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Makes text from outside safe for a terminal or a page. A certificate's or file's name must not move the cursor, colour or reverse a line,
 * or pass for another name. Characters that do not print become `\u{1b}`.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`);
}
