/** Running work whose result can be read before it ends. */
export interface Progress<T> {
  /** The whole result. Never rejects. */
  readonly done: Promise<T>;
  /** Returns what the result would be if the work ended now. */
  readonly soFar: () => T;
}

/**
 * Starts `work`, which reports each part of the result as soon as it is known. `assemble` makes a result of the parts known so far, any of
 * which may be missing. `work` must not reject.
 */
export function startProgress<Parts extends object, T>(
  assemble: (parts: Partial<Parts>) => T,
  work: (learn: (more: Partial<Parts>) => void) => Promise<void>,
): Progress<T> {
  const parts: Partial<Parts> = {};
  let result: { readonly value: T } | undefined;
  const learn = (more: Partial<Parts>): void => {
    Object.assign(parts, more);
  };
  const end = (): T => {
    result = { value: assemble(parts) };
    return result.value;
  };
  return {
    done: work(learn).then(end),
    soFar: () => (result === undefined ? assemble(parts) : result.value),
  };
}

/** Returns the same work with its result converted by `map`. */
export function mapProgress<T, U>({ done, soFar }: Progress<T>, map: (value: T) => U): Progress<U> {
  return { done: done.then(map), soFar: () => map(soFar()) };
}
