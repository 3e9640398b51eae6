/** The time is counted in so many parts. More than the turns of the event loop that reading a small file takes. */
const parts = 10;

/**
 * Calls `expire` after so many milliseconds in which this process was free to take an answer. A timer alone cannot tell a file system that
 * hangs from a busy host: it fires late there, and before the answers that have come meanwhile (Node runs timers before it polls). Here each
 * part ends with such a poll, and counts once however late it ends. Returns a function that cancels this.
 */
export function afterFreeTime(milliseconds: number, expire: () => void): () => void {
  let left = parts;
  let cancel = (): void => undefined;
  const next = (): void => {
    const timer = setTimeout(() => {
      const immediate = setImmediate(end);
      cancel = () => clearImmediate(immediate);
    }, milliseconds / parts);
    cancel = () => clearTimeout(timer);
  };
  const end = (): void => {
    left -= 1;
    if (left > 0) next();
    else expire();
  };
  next();
  return () => cancel();
}
