/** Returns the first items, and as the last one what `more` says of the number of those that are left out. */
export function limitedList<Item, More = Item>(
  items: readonly Item[],
  most: number,
  more: (count: number) => More,
): readonly (Item | More)[] {
  return items.length <= most ? items : [...items.slice(0, most), more(items.length - most)];
}

/** Says how many were left out: `… and 4,812 more`. */
export function andMore(count: number): string {
  return `… and ${count.toLocaleString('en-US')} more`;
}

/** In characters. */
const longestNote = 1_000;
const mostNotes = 20;

/** Cuts sentences for people, in number and length, so that no stranger fills a page or a log with them. */
export function limitedNotes(notes: readonly string[]): readonly string[] {
  return limitedList(notes, mostNotes, andMore).map((note) => limitedText(note, longestNote));
}

/** Cuts a text to so many characters. Returns a copy, as a part of a string keeps the whole in memory. */
export function limitedText(text: string, longest: number): string {
  return text.length <= longest ? text : ownText(`${text.slice(0, longest)}…`);
}

/** Returns a string of its own, which is no part of a larger one. Half of a surrogate pair becomes U+FFFD. */
export function ownText(text: string): string {
  return Buffer.from(text).toString();
}
