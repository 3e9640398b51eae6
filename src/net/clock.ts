/** Time as an argument: pure code never reads the system clock. */
export interface Clock {
  /** Unix seconds, with fractions. */
  readonly now: () => number;
  /** Milliseconds that never jump, for deadlines and durations. */
  readonly monotonic: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now() / 1000,
  monotonic: () => performance.now(),
};
