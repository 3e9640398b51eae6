/** Returns the texts of all items, each once, in the order of their first appearance. `textsOf`: undefined is none. */
export function distinctTexts<Item>(
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[] | undefined,
): readonly string[] {
  const found = new Set<string>();
  for (const item of items) for (const text of textsOf(item) ?? []) found.add(text);
  return [...found];
}
