import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Format } from '../metrics/render.js';
import type { Exporter } from '../scrape/exporter.js';
import type { Gate } from './gate.js';

/** Answers a scrape with what `work` gives; 503, and when to come again, where too many are under way. */
export async function answerScrape<Result>(
  gate: Gate,
  reply: FastifyReply,
  work: () => Promise<Result>,
  send: (result: Result) => FastifyReply,
): Promise<FastifyReply> {
  const leave = gate.enter();
  if (!leave) return await reply.code(503).header('retry-after', '1').send('too many scrapes under way\n');
  // Until there is an answer; whoever is slow to take it keeps no other out.
  return await send(await work().finally(leave));
}

/** `/metrics`, or wherever the metrics of all targets are. */
export function addMetricsRoute(
  app: FastifyInstance,
  { collect }: Pick<Exporter, 'collect'>,
  path: string,
  gate: Gate,
): void {
  app.get(path, (request, reply) =>
    answerScrape(
      gate,
      reply,
      () => collect(secondsOf(request), formatOf(request)),
      ({ contentType, body }) => reply.type(contentType).send(body),
    ),
  );
}

/** Seconds that the request may take; Infinity: it does not say. */
export function secondsOf({ headers }: FastifyRequest): number {
  return scrapeTimeout(headers['x-prometheus-scrape-timeout-seconds']);
}

export function formatOf({ headers: { accept } }: FastifyRequest): Format {
  return accept?.includes('application/openmetrics-text') ? 'openmetrics' : 'text';
}

/** Seconds kept back for rendering and for the way to Prometheus. */
const offset = 0.5;

/**
 * Seconds that a scrape may take, from the header X-Prometheus-Scrape-Timeout-Seconds. A short one keeps at least its half. No limit of its
 * own where the header is absent or no positive number: each endpoint's timeout holds all the same.
 */
export function scrapeTimeout(header: string | readonly string[] | undefined): number {
  const seconds = typeof header === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(header) ? Number(header) : 0;
  return seconds > 0 ? Math.max(seconds - offset, seconds / 2) : Infinity;
}
