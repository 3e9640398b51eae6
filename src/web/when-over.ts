import type { FastifyReply } from 'fastify';

/** Calls `release` once, when the client has its answer or is gone. It may be gone already: then nothing would say so any more. */
export function whenOver({ raw }: FastifyReply, release: () => void): void {
  if (raw.closed) release();
  else raw.once('close', release);
}
