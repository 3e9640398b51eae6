import type { FastifyInstance } from 'fastify';
import { formatProblem } from '../config/problem.js';
import type { Exporter } from '../exporter/exporter.js';

/** `/-/healthy`, `/-/ready`, and `POST /-/reload`: 400 and every problem when the new configuration is not taken. */
export function addLifecycleRoutes(app: FastifyInstance, { reload }: Pick<Exporter, 'reload'>): void {
  app.get('/-/healthy', (_request, reply) => reply.send('healthy\n'));
  // It listens only once its configuration is loaded, and Fastify answers 503 from the moment that it closes.
  app.get('/-/ready', (_request, reply) => reply.send('ready\n'));
  for (const method of ['POST', 'PUT'] as const) {
    app.route({
      method,
      url: '/-/reload',
      handler: async (_request, reply) => {
        const result = await reload();
        if (result.ok) return await reply.send('configuration reloaded\n');
        return await reply.code(400).send(result.problems.map((problem) => `${formatProblem(problem)}\n`).join(''));
      },
    });
  }
}
