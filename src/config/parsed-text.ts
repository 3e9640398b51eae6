import * as v from 'valibot';

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
