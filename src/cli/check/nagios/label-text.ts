import { createHash } from 'node:crypto';
import { pluginText } from './plugin-text.js';

/** The longest label, in UTF-16 units: names and paths may be much longer, and the line has room for a few hundred bytes each at most. */
const longestLabel = 120;

/** A hash keeps labels apart that are equal up to where they are cut. */
const hashLength = 8;

/** Makes the text of a performance data label of it, without the quotes around it: neither `=` nor `'` is allowed there. */
export function labelText(text: string): string {
  const label = pluginText(text).replaceAll('=', '\\u{3d}').replaceAll("'", '\\u{27}');
  if (label.length <= longestLabel) return label;
  const hash = createHash('sha256').update(label).digest('hex').slice(0, hashLength);
  return `${label.slice(0, longestLabel - hashLength - 1).toWellFormed()}~${hash}`;
}
