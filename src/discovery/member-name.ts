import { contentHash } from '../document/content-hash.js';

/** The limit of the label `target`, in UTF-16 code units. */
const longest = 256;

/** Characters of the hash of a name that is cut: two long names with the same beginning differ. */
const hashLength = 12;

/**
 * Makes a name from outside fit for the label `target`, as the configuration's own names are: what does not print is escaped, and what is too
 * long is cut, with a part of its hash. Pure, so a member has the same name whenever and wherever it is found.
 */
export function memberName(text: string): string {
  const printed = text.replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|^\s|\s$/gu, escaped).toWellFormed();
  if (printed === '') return '""';
  if (printed.length <= longest) return printed;
  const hash = contentHash(Buffer.from(text)).slice(0, hashLength);
  // A copy, as a part of a string keeps the whole in memory.
  return `${Buffer.from(printed.slice(0, longest - hashLength - 2)).toString()}…${hash}`;
}

function escaped(characters: string): string {
  return Array.from(characters, (each) => `\\u{${Number(each.codePointAt(0)).toString(16)}}`).join('');
}
