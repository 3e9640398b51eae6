/** Cuts bodies, which may be in parts already, into smaller ones. */
export type PacedParts = (body: readonly Buffer[]) => AsyncGenerator<Buffer>;

/**
 * Returns what cuts bodies into parts of `bytes`, of which all bodies together get at most `perTurn` in each turn of the event loop: to copy a
 * few megabytes to each of hundreds of clients takes the kernel seconds, in which nobody else would be answered.
 */
export function createPacedParts(bytes: number, perTurn: number): PacedParts {
  const waiting: (() => void)[] = [];
  const begin = (): void => {
    for (const next of waiting.splice(0, perTurn)) next();
    if (waiting.length > 0) setImmediate(begin);
  };
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(begin);
    });
  return async function* parts(body) {
    for (const whole of body) {
      for (let at = 0; at < whole.length; at += bytes) {
        await turn();
        yield whole.subarray(at, at + bytes);
      }
    }
  };
}
