/** Admits a limited number of requests at once and refuses the others. */
export interface Gate {
  /** Returns a function that leaves the gate, to be called once; undefined: the gate is full. */
  readonly enter: () => (() => void) | undefined;
}

/** `limit` 0: every request is admitted. */
export function createGate(limit: number): Gate {
  let inside = 0;
  return {
    enter: () => {
      if (limit > 0 && inside >= limit) return undefined;
      inside += 1;
      return () => {
        inside -= 1;
      };
    },
  };
}
