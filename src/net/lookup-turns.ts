/** Runs a lookup of a name when it is its turn. */
export type TakeLookupTurn = <T>(name: string, lookUp: () => Promise<T>) => Promise<T>;

/** A configuration has far fewer names. */
const mostNames = 10_000;

/**
 * Creates turns for lookups, of which libuv runs `limit` at once. A lookup cannot be called off. Names that took longer than `patience`
 * milliseconds the last time get half of the turns at most, so a resolver that is slow for them does not delay the names that it answers.
 */
export function createLookupTurns(limit: number, patience = 1000): TakeLookupTurn {
  const mostSlow = Math.max(1, Math.floor(limit / 2));
  const slow = new Set<string>();
  const waiting = new Set<{ readonly name: string; readonly begin: () => void }>();
  const running = { all: 0, slow: 0 };

  const advance = (): void => {
    for (const one of waiting) {
      if (running.all >= limit) return;
      if (slow.has(one.name) && running.slow >= mostSlow) continue;
      waiting.delete(one);
      one.begin();
    }
  };
  const run = async <T>(name: string, lookUp: () => Promise<T>): Promise<T> => {
    const turn = { isSlow: slow.has(name), inTime: true };
    running.all += 1;
    running.slow += Number(turn.isSlow);
    const timer = setTimeout(() => {
      slow.add(name);
      if (!turn.isSlow) running.slow += 1;
      Object.assign(turn, { isSlow: true, inTime: false });
    }, patience);
    timer.unref();
    try {
      return await lookUp();
    } finally {
      clearTimeout(timer);
      if (turn.inTime || slow.size > mostNames) slow.delete(name);
      running.all -= 1;
      running.slow -= Number(turn.isSlow);
      advance();
    }
  };
  return (name, lookUp) =>
    new Promise((resolve, reject) => {
      waiting.add({ name, begin: () => void run(name, lookUp).then(resolve, reject) });
      advance();
    });
}

/** libuv gives at most half of its threads to lookups. There is one pool for the process. */
export const takeLookupTurn: TakeLookupTurn = createLookupTurns(
  Math.floor((Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) + 1) / 2),
);
