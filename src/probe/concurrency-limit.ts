/** Runs at most so many tasks at once; the others wait in order. */
export interface ConcurrencyLimit {
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
}

/**
 * `count` slots. A task gives its slot back when it ends, or after `patience` milliseconds: what is bounded is the work of the event
 * loop, and a peer that has said nothing for so long costs none. So any number of silent peers cannot starve those that answer.
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
