import type { FastifyInstance } from 'fastify';
import { formatProblem } from '../document/problem.js';
import type { Exporter } from '../scrape/exporter.js';

/**
 * `POST /-/reload` and PUT, as in Prometheus. Returns 400 and every problem if the new configuration is not accepted. If not `enabled`, it
 * returns what Prometheus returns then.
 */
export function addLifecycleRoutes(app: FastifyInstance, { reload }: Pick<Exporter, 'reload'>, enabled: boolean): void {
  for (const method of ['POST', 'PUT'] as const) {
    app.route({
      method,
      url: '/-/reload',
      handler: async (_request, reply) => {
        if (!enabled) return await reply.code(403).send('Lifecycle API is not enabled.');
        const result = await reload();
        if (result.ok) return await reply.send('configuration reloaded\n');
        return await reply.code(400).send(result.problems.map((problem) => `${formatProblem(problem)}\n`).join(''));
      },
    });
  }
}
