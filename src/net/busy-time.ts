/** Does the work, and returns how many milliseconds it kept the CPU busy. */
export type BusyTime = (work: () => void) => number;

export interface Clocks {
  /** Milliseconds. */
  readonly now: () => number;
  /** Milliseconds of CPU time of this process. It takes twenty times as long to read as `now`. */
  readonly cpu: () => number;
}

/** Milliseconds. So old may the last reading of CPU time be, or work is measured by so much less. */
const oldest = 4;

/** Milliseconds. What is shorter by the clock is not measured otherwise. */
const short = 1;

/**
 * Measures what is busy both by the clock and by CPU time, or a little less. Where other programs want the CPU, work would seem to be long by the
 * clock alone, and where other threads of this process are busy, by the CPU time alone.
 */
export function createBusyTime({ now, cpu }: Clocks): BusyTime {
  let known = { now: -Infinity, cpu: 0 };
  return (work) => {
    const begun = now();
    if (begun - known.now > oldest) known = { now: begun, cpu: cpu() };
    work();
    const ended = now();
    if (ended - begun <= short) return ended - begun;
    const before = known;
    known = { now: ended, cpu: cpu() };
    // Until the work began, this process may have been busy all the time.
    const used = known.cpu - before.cpu - (begun - before.now);
    return Math.max(0, Math.min(ended - begun, used));
  };
}
