import type { FastifyInstance } from 'fastify';
import type { LiveWebConfig } from '../web-config/live-web-config.js';
import type { RateLimit } from '../web-config/web-config.js';

/** Answers 429 if the rate limit of the web configuration is exceeded. All clients share one bucket, as in the toolkit. */
export function addRateLimit(app: FastifyInstance, { current }: LiveWebConfig, monotonic: () => number): void {
  let limit: RateLimit | undefined;
  let take: TokenBucket = () => true;
  app.addHook('onRequest', async (_request, reply) => {
    const { rateLimit } = current();
    // The same limit in a file that is read again does not fill the bucket.
    if (rateLimit?.interval !== limit?.interval || rateLimit?.burst !== limit?.burst) {
      take = rateLimit ? createTokenBucket(rateLimit, monotonic) : () => true;
    }
    limit = rateLimit;
    if (limit === undefined || take()) return;
    const seconds = String(Math.ceil(limit.interval));
    return await reply.code(429).header('retry-after', seconds).send('too many requests\n');
  });
}

/** Takes a token. Returns whether there was one. */
export type TokenBucket = () => boolean;

/** A bucket that is full at first. One token is added every `interval` seconds. `monotonic`: milliseconds. */
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
