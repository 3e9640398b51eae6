/**
 * Runs `work` one at a time. Calls made meanwhile share a single follow-up run, which starts after they asked for it. A run that rejects does not
 * stop the next one.
 */
export function oneAtATime<Result>(work: () => Promise<Result>): () => Promise<Result> {
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
