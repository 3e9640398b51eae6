import type { FastifyInstance } from 'fastify';
import type { LiveWebConfig } from '../web-config/live-web-config.js';

/** Adds the headers of the web configuration to every answer. They replace a page's own headers. */
export function addResponseHeaders(app: FastifyInstance, { current }: LiveWebConfig): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(current().headers);
    done();
  });
}
