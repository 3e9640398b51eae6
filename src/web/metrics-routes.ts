import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Exporter } from '../exporter/exporter.js';
import type { Format, Rendered } from '../metrics/render.js';
import { createGate } from './gate.js';
import { scrapeTimeout } from './scrape-timeout.js';

export interface MetricsOptions {
  readonly telemetryPath: string;
  /** Scrapes under way at once; 0: no limit. */
  readonly maxRequests: number;
}

/** `/metrics` and `/probe`. Beyond the limit of scrapes under way: 503, and when to come again. */
export function addMetricsRoutes(
  app: FastifyInstance,
  { collect, probe }: Pick<Exporter, 'collect' | 'probe'>,
  { telemetryPath, maxRequests }: MetricsOptions,
): void {
  const gate = createGate(maxRequests);

  const answer = async (reply: FastifyReply, work: () => Promise<Rendered | string>): Promise<FastifyReply> => {
    const leave = gate.enter();
    if (!leave) return await reply.code(503).header('retry-after', '1').send('too many scrapes under way\n');
    try {
      const rendered = await work();
      if (typeof rendered === 'string') return await reply.code(404).send(rendered);
      return await reply.type(rendered.contentType).send(rendered.body);
    } finally {
      leave();
    }
  };

  app.get(telemetryPath, (request, reply) => answer(reply, () => collect(secondsOf(request), formatOf(request))));

  app.get<{ Querystring: { target?: string; address?: string } }>('/probe', { schema: probeSchema }, (request, reply) =>
    answer(reply, async () => {
      const { target = '', address } = request.query;
      const rendered = await probe(target, address, secondsOf(request), formatOf(request));
      return rendered ?? 'no such target, or no such address of it, in the configuration\n';
    }),
  );
}

const probeSchema = {
  querystring: {
    type: 'object',
    required: ['target'],
    additionalProperties: false,
    properties: { target: { type: 'string', maxLength: 512 }, address: { type: 'string', maxLength: 512 } },
  },
} as const;

function secondsOf(request: FastifyRequest): number {
  return scrapeTimeout(request.headers['x-prometheus-scrape-timeout-seconds']);
}

function formatOf({ headers: { accept } }: FastifyRequest): Format {
  return accept?.includes('application/openmetrics-text') ? 'openmetrics' : 'text';
}
