/** Everything about one metric family. Tables, docs and the text format are made from it. `T` is what its samples are made from. */
export interface Family<T> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly samples: (subject: T) => readonly Sample[];
}

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  /** The labels of a certificate, which come last, as they are written. */
  readonly identity?: string;
  readonly value: number;
}

/** Returns no sample where the value is unknown: the series is absent then, never a sentinel. */
export function sample(value: number | undefined, labels?: Readonly<Record<string, string>>): readonly Sample[] {
  return value === undefined ? [] : [{ value, ...(labels && { labels }) }];
}
