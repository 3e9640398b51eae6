/** Runs a limited number of tasks at once. The others wait in order. */
export interface ConcurrencyLimit {
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
  /** Changes the number of slots. With fewer of them, tasks that run already go on, and no other begins before enough of them have ended. */
  readonly resize: (count: number) => void;
}

/**
 * Creates a limit of `count` slots. A task returns its slot when it ends, or after `patience` milliseconds. The limit bounds the work of
 * the event loop, and a peer that has been silent for that long causes none. Silent peers therefore cannot starve those that answer.
 */
export function createConcurrencyLimit(count: number, patience: number): ConcurrencyLimit {
  const waiting: (() => void)[] = [];
  let slots = count;
  let busy = 0;

  const fill = (): void => {
    while (busy < slots) {
      const next = waiting.shift();
      if (next === undefined) return;
      busy += 1;
      next();
    }
  };
  const acquire = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      fill();
    });
  const release = (): void => {
    busy -= 1;
    fill();
  };

  return {
    resize: (now) => {
      slots = now;
      fill();
    },
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
