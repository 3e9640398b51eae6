import * as v from 'valibot';

/** The description of a key in the manual and in the example file. */
export interface KeyNote {
  /** One sentence or more. */
  readonly meaning: string;
  /** A value as it is written after the key in a file. */
  readonly example: string;
  /** The behaviour without the key, if it has no fixed default. */
  readonly otherwise?: string;
}

/** A key that a mapping must have. */
export function requiredKey<Schema extends v.GenericSchema>(schema: Schema, note: KeyNote) {
  return v.pipe(schema, withNote<Schema>(note));
}

/** A key that may be left out. Its note describes the behaviour without it. */
export function optionalKey<Schema extends v.GenericSchema>(
  schema: Schema,
  note: KeyNote & { readonly otherwise: string },
) {
  return v.optional(v.pipe(schema, withNote<Schema>(note)));
}

/** A key that may be left out, with its default as it would be written in a file. */
export function defaultKey<Schema extends v.GenericSchema, const Default extends v.InferInput<Schema>>(
  schema: Schema,
  note: KeyNote,
  value: Default,
) {
  return v.optional(v.pipe(schema, withNote<Schema>(note)), value);
}

/**
 * Returns the note of a key for the manual; undefined: the key has none.
 * @internal Only scripts/ reads it, so `knip --production` has to leave it out.
 */
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
