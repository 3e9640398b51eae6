import * as v from 'valibot';

/**
 * A mapping with exactly these keys. As everywhere in the schema, the message of an issue says what was expected and nothing else; what
 * was found, and where, is added later in one place. Each unknown key is an issue of type `never`, whose message lists the known keys.
 */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries).join(', ');
  // strictObject reports the first unknown key alone, yet its type is the right one.
  const strict = v.objectWithRest(entries, v.never(keys)) as unknown as v.StrictObjectSchema<Entries, undefined>;
  return v.pipe(anyMapping(`a mapping with the keys ${keys}`), strict);
}

/** valibot's own object and record take a list for an object. */
export function anyMapping(expected: string) {
  return v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    expected,
  );
}

/** How many items a list may hold, and what they are. */
export interface ListBounds {
  readonly least: 0 | 1;
  readonly most: number;
  readonly of: string;
}

/** Checks the number of items first, so that the items of a list that is far too long are not checked. */
export function list<Item extends v.GenericSchema>(item: Item, { least, most, of }: ListBounds) {
  const expected = `a list of ${least === 0 ? 'at most' : '1 to'} ${most} ${of}`;
  return v.pipe(
    v.custom<unknown[]>((input) => Array.isArray(input) && input.length >= least && input.length <= most, expected),
    v.array(item),
  );
}

/**
 * An issue for each item whose key an item before it had, at the item's own key `within`, if given. Lists with other faults are looked at as
 * well, so that every problem is told at once: items that `keyed` does not take are passed over.
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
