import * as v from 'valibot';

/** What the manual says of a key. */
export interface KeyNote {
  /** A sentence. */
  readonly meaning: string;
  /** As it stands in a file, behind the key. */
  readonly example: string;
  /** What holds without it, where that is no fixed value. */
  readonly otherwise?: string;
}

/** Attaches the manual's words to a key's schema. */
export function note<Input>(metadata: KeyNote): v.MetadataAction<Input, KeyNote & Record<string, unknown>> {
  return v.metadata({ ...metadata });
}
