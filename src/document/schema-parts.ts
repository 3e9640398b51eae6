import * as v from 'valibot';

/**
 * Accepts a mapping with exactly these keys. As everywhere in the schema, the message of an issue only says what was expected. What was
 * found, and where, is added later in one place. Each unknown key is an issue of type `never`, whose message lists the known keys.
 */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries).join(', ');
  // strictObject reports only the first unknown key, but it has the right type.
  const strict = v.objectWithRest(entries, v.never(keys)) as unknown as v.StrictObjectSchema<Entries, undefined>;
  return v.pipe(anyMapping(`a mapping with the keys ${keys}`), strict);
}

/** Accepts any mapping. valibot's own object and record also accept lists. */
export function anyMapping(expected: string) {
  return v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    expected,
  );
}

/** How many items a list may have, and what they are. */
export interface ListBounds {
  readonly least: 0 | 1;
  readonly most: number;
  readonly of: string;
}

/** Accepts a list. The number of items is checked first: if the list is far too long, its items are not checked at all. */
export function list<Item extends v.GenericSchema>(item: Item, { least, most, of }: ListBounds) {
  const expected = `a list of ${least === 0 ? 'at most' : '1 to'} ${most} ${of}`;
  return v.pipe(
    v.custom<unknown[]>((input) => Array.isArray(input) && input.length >= least && input.length <= most, expected),
    v.array(item),
  );
}

/**
 * Reports an issue for each item that has the same key as an earlier item, at the key `within` of that item, if given. Lists with other
 * faults are checked as well, so that all problems are reported at once. Items that `keyed` does not accept are skipped.
 */
export function distinct<Item, Keyed>(
  expected: string,
  keyed: v.GenericSchema<Keyed>,
  keyOf: (item: Keyed) => string,
  within?: string,
) {
  return v.rawCheck<Item[]>(({ dataset, addIssue }) => {
    const input: unknown = dataset.value;
    if (!Array.isArray(input)) return;
    const seen = new Set<string>();
    input.forEach((item: unknown, index) => {
      if (!v.is(keyed, item)) return;
      const key = keyOf(item);
      if (seen.has(key)) addIssue({ message: expected, path: pathOf(input, index, within) });
      seen.add(key);
    });
  });
}

function pathOf(input: unknown[], index: number, within: string | undefined): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const value = input[index] as Record<string, unknown>;
  const item: v.ArrayPathItem = { type: 'array', origin: 'value', input, key: index, value };
  if (within === undefined) return [item];
  return [item, { type: 'object', origin: 'value', input: value, key: within, value: value[within] }];
}

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
