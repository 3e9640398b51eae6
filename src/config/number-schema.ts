import * as v from 'valibot';

/** A whole number from 1 to `most`, which is included. */
export function wholeNumberTo(most: number) {
  const expected = `a whole number from 1 to ${most}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(1, expected), v.maxValue(most, expected));
}
