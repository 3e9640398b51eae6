import type { FastifyInstance } from 'fastify';

/** `/-/healthy`, and `/-/ready`: 503 while not `ready`. */
export function addHealthRoutes(app: FastifyInstance, ready: () => boolean = () => true): void {
  app.get('/-/healthy', (_request, reply) => reply.send('healthy\n'));
  app.get('/-/ready', (_request, reply) => (ready() ? reply.send('ready\n') : reply.code(503).send('shutting down\n')));
}
