import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Exporter } from '../exporter/exporter.js';
import type { Format } from '../metrics/render.js';
import type { Gate } from './gate.js';
import { scrapeTimeout } from './scrape-timeout.js';

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
