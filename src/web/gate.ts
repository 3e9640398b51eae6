/** Lets so many in at once and turns the others away. */
export interface Gate {
  /** How to leave, to be called once; undefined: full. */
  readonly enter: () => (() => void) | undefined;
}

/** `limit` 0: nobody is turned away. */
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
