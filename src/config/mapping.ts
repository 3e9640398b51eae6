import * as v from 'valibot';

/**
 * A mapping with exactly these keys. As everywhere in the schema, the message of an issue says what was expected and nothing else; what
 * was found, and where, is added later in one place. Each unknown key is an issue of type `never`, whose message lists the known keys.
 */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries).join(', ');
  // strictObject reports the first unknown key alone, yet its type is the right one.
  const strict = v.objectWithRest(entries, v.never(keys)) as unknown as v.StrictObjectSchema<Entries, undefined>;
  return v.pipe(anyMapping(`a mapping of ${keys}`), strict);
}

/** valibot's own object and record take a list for an object. */
export function anyMapping(expected: string) {
  return v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    expected,
  );
}
