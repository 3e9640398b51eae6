import fastify, { type FastifyInstance } from 'fastify';
import { addDrain } from './drain.js';
import { createHttpServer } from './http-server.js';
import { defaultLimits, type Limits } from './limits.js';
import { noSchemas } from './no-schemas.js';
import { addSlowClientLimits } from './slow-clients.js';

/**
 * Builds a server with only the health checks, over plain HTTP and without a login, because a kubelet has neither a certificate nor a
 * password. Does not listen.
 */
export function buildHealthApp(ready: () => boolean, limits: Limits = defaultLimits): FastifyInstance {
  const app = fastify({
    schemaController: noSchemas,
    bodyLimit: limits.bodyBytes,
    clientErrorHandler: () => undefined,
    return503OnClosing: false,
    serverFactory: (handler) => createHttpServer(handler, limits),
  });
  addSlowClientLimits(app, limits.answer);
  addDrain(app, limits.grace, () => undefined);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.type('text/plain; charset=utf-8');
    done();
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send('not found\n'));
  addHealthRoutes(app, ready);
  return app;
}

/** `/-/healthy` and `/-/ready`. The latter returns 503 while not `ready`. */
export function addHealthRoutes(app: FastifyInstance, ready: () => boolean = () => true): void {
  app.get('/-/healthy', (_request, reply) => reply.send('healthy\n'));
  app.get('/-/ready', (_request, reply) => (ready() ? reply.send('ready\n') : reply.code(503).send('shutting down\n')));
}
