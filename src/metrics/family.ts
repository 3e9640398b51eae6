/** All there is to know of one metric family: tables, docs and the text format are made from it. `T` is what its samples are made of. */
export interface Family<T> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly samples: (subject: T) => readonly Sample[];
}

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** No sample where the value is unknown: an absent series, never a sentinel. */
export function sample(value: number | undefined, labels?: Readonly<Record<string, string>>): readonly Sample[] {
  return value === undefined ? [] : [{ value, ...(labels && { labels }) }];
}
