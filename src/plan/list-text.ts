import { clip } from '../text/clip.js';
import { countText } from '../text/count-text.js';

/** In UTF-16 units. A subject may have a megabyte. */
const longest = 120;

/** One thing by its name, several by their number: `10.225.4.51:6443`, `3 API servers`. */
export function oneOrCount(names: readonly string[], noun: string): string {
  const [only = '', ...others] = names;
  return others.length === 0 ? cut(only) : countText(names.length, noun);
}

/** Cuts a text from outside to a length that a title can have. */
export function cut(text: string): string {
  return clip(text, longest);
}

/** Each once, in the order of first appearance. */
export function eachOnce(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
