import * as v from 'valibot';
import { parseDuration } from './duration.js';

/** Text that `parse` turns into a value; undefined from it is an issue, and `expected` is its message. */
export function parsedText<Output>(expected: string, parse: (text: string) => Output | undefined) {
  return v.pipe(
    v.string(expected),
    v.rawTransform<string, Output>(({ dataset, addIssue, NEVER }) => {
      const output = parse(dataset.value);
      if (output !== undefined) return output;
      addIssue({ message: expected });
      return NEVER;
    }),
  );
}

/** A duration, in seconds, between two others (both inclusive, and valid durations themselves). */
export function durationBetween(least: string, most: string) {
  const within = (seconds: number) =>
    seconds >= (parseDuration(least) ?? 0) && seconds <= (parseDuration(most) ?? Infinity);
  return parsedText(`a duration from ${least} to ${most}, such as 5s or 1m30s`, (text) => {
    const seconds = parseDuration(text);
    return seconds !== undefined && within(seconds) ? seconds : undefined;
  });
}

const printable = 'text of 1 to 256 printable characters';

/** Without control characters, and without blanks at its ends: such text becomes a label's value and part of URLs. */
export const printableText = v.pipe(
  v.string(({ input }) => (typeof input === 'object' ? printable : `${printable} (in quotes)`)),
  v.check((text) => text.length <= 256 && /^(?!\s)\P{C}+(?<!\s)$/u.test(text), printable),
);

/** A path of what there has to be; relative ones are resolved later. */
export function pathOf(what: string) {
  return v.pipe(v.string(`the path of ${what}`), v.nonEmpty(`the path of ${what}`));
}
