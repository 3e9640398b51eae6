import * as v from 'valibot';

const expected = 'text of 1 to 256 printable characters';

/** Without control characters, and without blanks at its ends: such text becomes a label's value and part of URLs. */
export const printableText = v.pipe(
  v.string(expected),
  v.check((text) => text.length <= 256 && /^(?!\s)\P{C}+(?<!\s)$/u.test(text), expected),
);
