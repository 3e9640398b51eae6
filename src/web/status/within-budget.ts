import { type Html, markupOf } from '../page/html.js';

/** How much of a list is shown. */
export interface Budget {
  readonly items: number;
  /** Of markup. */
  readonly characters: number;
}

/** Renders items in their order while they fit, and the first in any case; `rest` is what is left over. */
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
