/** In UTF-16 units. A name from outside is rarely longer, and may have megabytes. */
const longest = 200;

/** More items than a person reads. */
const mostItems = 8;

/** Cuts a text from outside to the length of a line. */
export function brief(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}

/** Lists the first items: `a, b and 3 more`. */
export function briefList(items: readonly string[]): string {
  const more = items.length - mostItems;
  return `${items.slice(0, mostItems).map(brief).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What `now` has and `before` has not, each once, in the order of `now`. */
export function without<Item>(now: Iterable<Item>, before: Iterable<Item>): readonly Item[] {
  const known = new Set(before);
  return [...new Set(now)].filter((item) => !known.has(item));
}
