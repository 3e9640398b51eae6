import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Exporter } from '../scrape/exporter.js';
import { acceptedFormat } from './accepted-format.js';
import { clientNetwork } from './client-network.js';
import type { PrepareAnswer } from './compression.js';
import type { Gate } from './gate.js';

/** What scrapes have in common. */
export interface ScrapeAnswers {
  readonly gate: Gate;
  readonly prepare: PrepareAnswer;
}

/** Answers a scrape with the result of `work`, or with 503 and Retry-After if there are too many scrapes at once. */
export async function answerScrape<Result>(
  gate: Gate,
  reply: FastifyReply,
  work: () => Promise<Result & object>,
  send: (result: Result) => FastifyReply,
): Promise<FastifyReply> {
  const pass = gate.enter(clientNetwork(reply.request.ip));
  // Leaves as soon as there is an answer, so that a client that receives it slowly does not block others.
  const result = pass && (await Promise.race([work().finally(pass.leave), pass.turnedAway]));
  if (result === undefined) return await reply.code(503).header('retry-after', '1').send('too many scrapes at once\n');
  return await send(result);
}

/** The route of the metrics of all targets, `/metrics` by default. */
export function addMetricsRoute(
  app: FastifyInstance,
  { collect }: Pick<Exporter, 'collect'>,
  path: string,
  { gate, prepare }: ScrapeAnswers,
): void {
  app.get(path, (request, reply) =>
    answerScrape(
      gate,
      reply,
      async () => {
        const rendered = await collect(secondsOf(request), acceptedFormat(request.headers.accept));
        return { contentType: rendered.contentType, begin: await prepare(reply, rendered) };
      },
      ({ contentType, begin }) => reply.type(contentType).send(begin()),
    ),
  );
}

/** Returns how many seconds the request may take; Infinity: it does not say. */
export function secondsOf({ headers }: FastifyRequest): number {
  return scrapeTimeout(headers['x-prometheus-scrape-timeout-seconds']);
}

/** Seconds that are reserved for rendering and for sending the answer to Prometheus. */
const offset = 0.5;

/**
 * Returns how many seconds a scrape may take, from the header X-Prometheus-Scrape-Timeout-Seconds. At least half of a short timeout
 * remains. Infinity if the header is absent or not a positive number; each endpoint's own timeout still applies.
 */
export function scrapeTimeout(header: string | readonly string[] | undefined): number {
  const seconds = typeof header === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(header) ? Number(header) : 0;
  return seconds > 0 ? Math.max(seconds - offset, seconds / 2) : Infinity;
}
