import * as v from 'valibot';

/** How many items a list may hold, and what they are. */
export interface ListBounds {
  readonly least: 0 | 1;
  readonly most: number;
  readonly of: string;
}

export function list<Item extends v.GenericSchema>(item: Item, { least, most, of }: ListBounds) {
  const expected = `a list of ${least === 0 ? 'at most' : '1 to'} ${String(most)} ${of}`;
  return v.pipe(
    v.array(item, expected),
    v.check((items) => items.length >= least && items.length <= most, expected),
  );
}

/**
 * An issue for each item whose key an item before it had, at the item's own key `within`, if given. Items that have other faults count as
 * far as they go, so that every problem is told at once.
 */
export function distinct<Item extends object>(
  expected: string,
  keyOf: (item: Partial<Item>) => string | undefined,
  within?: string,
) {
  return v.rawCheck<Item[]>(({ dataset, addIssue }) => {
    const input: unknown = dataset.value;
    if (!Array.isArray(input)) return;
    const seen = new Set<string>();
    input.forEach((item: unknown, index) => {
      const text = typeof item === 'object' && item !== null ? keyOf(item) : undefined;
      if (text === undefined) return;
      if (seen.has(text)) addIssue({ message: expected, path: pathOf(input, index, within) });
      seen.add(text);
    });
  });
}

function pathOf(input: unknown[], index: number, within: string | undefined): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const value = input[index] as Record<string, unknown>;
  const item: v.ArrayPathItem = { type: 'array', origin: 'value', input, key: index, value };
  if (within === undefined) return [item];
  return [item, { type: 'object', origin: 'value', input: value, key: within, value: value[within] }];
}
