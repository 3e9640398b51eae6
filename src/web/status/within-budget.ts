import { type Html, markupOf } from '../page/html.js';

/** The maximum size of the shown part of a list. */
export interface Budget {
  readonly items: number;
  /** Characters of markup. */
  readonly characters: number;
}

/** Renders items in order while they fit, and always the first one. `rest` has the items that do not fit. */
export function withinBudget<Item>(
  items: readonly Item[],
  render: (item: Item) => Html,
  { items: most, characters }: Budget,
): { readonly shown: readonly Html[]; readonly rest: readonly Item[] } {
  const shown: Html[] = [];
  let left = characters;
  for (const item of items.slice(0, most)) {
    const part = render(item);
    left -= markupOf(part).length;
    if (left < 0 && shown.length > 0) break;
    shown.push(part);
  }
  return { shown, rest: items.slice(shown.length) };
}
