/**
 * The same work, never twice at once: it begins when the one before has ended, whatever came of that. All who call meanwhile share the one
 * that begins then, after they asked for it, so that no number of calls is more than one under way and one to come.
 */
export function inTurn<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Result> | undefined;
  return () => {
    if (waiting !== undefined) return waiting;
    const result = last.then(() => {
      waiting = undefined;
      return work();
    });
    waiting = result;
    last = result.catch(() => undefined);
    return result;
  };
}
