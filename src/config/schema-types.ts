import * as v from 'valibot';

/**
 * The building blocks of the schema. The message of every issue says what was expected, and nothing else: what was found and where it
 * stands is added later, the same way for all.
 */

/** A mapping with exactly these keys; each unknown key is an issue of its own, and its message lists the known ones. */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const expected = 'a mapping with the keys ' + Object.keys(entries).join(', ');
  // strictObject reports the first unknown key alone; its type is the right one.
  const strict = v.objectWithRest(
    entries,
    v.never(Object.keys(entries).join(', ')),
    expected,
  ) as unknown as v.StrictObjectSchema<Entries, string>;
  return v.pipe(v.custom<Record<string, unknown>>(isMapping, expected), strict);
}

/** valibot takes an array for an object. */
function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
