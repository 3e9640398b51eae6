import * as v from 'valibot';

/** What the manual and the example file say about a key. */
export interface KeyNote {
  /** One sentence or more. */
  readonly meaning: string;
  /** A value as it is written in a file, after the key. */
  readonly example: string;
  /** What applies without the key, where that is not a fixed value. */
  readonly otherwise?: string;
}

/** A key that a mapping must have. */
export function requiredKey<Schema extends v.GenericSchema>(schema: Schema, note: KeyNote) {
  return v.pipe(schema, withNote<Schema>(note));
}

/** A key that may be left out. Its note says what applies then. */
export function optionalKey<Schema extends v.GenericSchema>(
  schema: Schema,
  note: KeyNote & { readonly otherwise: string },
) {
  return v.optional(v.pipe(schema, withNote<Schema>(note)));
}

/** A key that may be left out, with a default as it would be written. */
export function defaultKey<Schema extends v.GenericSchema, const Default extends v.InferInput<Schema>>(
  schema: Schema,
  note: KeyNote,
  value: Default,
) {
  return v.optional(v.pipe(schema, withNote<Schema>(note)), value);
}

/** The note of a key, for the manual; undefined: it has none. */
export function noteOf(schema: v.GenericSchema): KeyNote | undefined {
  const inner = (schema as { readonly wrapped?: v.GenericSchema }).wrapped ?? schema;
  const note = v.getMetadata(inner) as Partial<KeyNote>;
  return note.meaning === undefined ? undefined : (note as KeyNote);
}

function withNote<Schema extends v.GenericSchema>(
  note: KeyNote,
): v.MetadataAction<v.InferOutput<Schema>, Record<string, unknown>> {
  return v.metadata({ ...note });
}
