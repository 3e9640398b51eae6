/** Runs a limited number of tasks at once. The others wait in order. */
export interface ConcurrencyLimit {
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
}

/**
 * Creates a limit of `count` slots. A task returns its slot when it ends, or after `patience` milliseconds. The limit bounds the work of
 * the event loop, and a peer that has been silent for that long causes none. Silent peers therefore cannot starve those that answer.
 */
export function createConcurrencyLimit(count: number, patience: number): ConcurrencyLimit {
  const waiting: (() => void)[] = [];
  let free = count;

  const acquire = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  };
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  return {
    run: async (task) => {
      await acquire();
      let held = true;
      const giveBack = (): void => {
        if (held) release();
        held = false;
      };
      const timer = setTimeout(giveBack, patience);
      try {
        return await task();
      } finally {
        clearTimeout(timer);
        giveBack();
      }
    },
  };
}
