/** Runs a lookup of a name when it is its turn. */
export type TakeLookupTurn = <T>(name: string, lookUp: () => Promise<T>) => Promise<T>;

/** How a resolver answered a name the last time, in the order in which names get their turns. */
const speeds = ['quick', 'unknown', 'slow'] as const;
type Speed = (typeof speeds)[number];

type Begin = () => void;

/** A configuration has far fewer names. */
const mostNames = 10_000;

/**
 * Creates turns for lookups, of which libuv runs `limit` at once. A lookup cannot be called off. Names that took longer than `patience`
 * milliseconds the last time get half of the turns at most, and unknown ones three quarters, so what a resolver does not answer does not delay
 * a name that it has answered.
 */
export function createLookupTurns(limit: number, patience = 1000): TakeLookupTurn {
  const share = (part: number): number => Math.max(1, Math.floor(limit * part));
  const most = { unknown: share(3 / 4), slow: share(1 / 2) };
  const known = new Map<string, Speed>();
  const waiting = { quick: new Set<Begin>(), unknown: new Set<Begin>(), slow: new Set<Begin>() };
  const running = { all: 0, notQuick: 0 };

  const mayBegin = (speed: Speed): boolean =>
    running.all < limit && (speed === 'quick' || running.notQuick < most[speed]);
  const advance = (): void => {
    for (const speed of speeds) {
      for (const begin of waiting[speed]) {
        if (!mayBegin(speed)) break;
        waiting[speed].delete(begin);
        begin();
      }
    }
  };
  const remember = (name: string, speed: Speed): void => {
    if (known.size >= mostNames) known.clear();
    known.set(name, speed);
  };
  const run = async <T>(name: string, lookUp: () => Promise<T>): Promise<T> => {
    const turn = { isQuick: known.get(name) === 'quick', inTime: true };
    running.all += 1;
    running.notQuick += Number(!turn.isQuick);
    const timer = setTimeout(() => {
      remember(name, 'slow');
      running.notQuick += Number(turn.isQuick);
      Object.assign(turn, { isQuick: false, inTime: false });
    }, patience);
    timer.unref();
    try {
      return await lookUp();
    } finally {
      clearTimeout(timer);
      if (turn.inTime) remember(name, 'quick');
      running.all -= 1;
      running.notQuick -= Number(!turn.isQuick);
      advance();
    }
  };
  return (name, lookUp) =>
    new Promise((resolve, reject) => {
      waiting[known.get(name) ?? 'unknown'].add(() => void run(name, lookUp).then(resolve, reject));
      advance();
    });
}

/** libuv gives at most half of its threads to lookups. There is one pool for the process. */
export const takeLookupTurn: TakeLookupTurn = createLookupTurns(
  Math.floor((Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) + 1) / 2),
);
