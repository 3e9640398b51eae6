import type { RateLimit } from '../web-config/web-config.js';

/** Whether one more may pass now. */
export type TokenBucket = () => boolean;

/** A bucket that is full at first, and gets a token back each `interval` seconds. `monotonic`: milliseconds. */
export function createTokenBucket({ interval, burst }: RateLimit, monotonic: () => number): TokenBucket {
  let tokens = burst;
  let filledAt = monotonic();
  return () => {
    const now = monotonic();
    tokens = Math.min(burst, tokens + (now - filledAt) / 1000 / interval);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
