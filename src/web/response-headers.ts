import type { FastifyInstance } from 'fastify';
import type { LiveWebConfig } from '../web-config/live-web-config.js';

/** Puts the headers of the web configuration on every answer; they win over a page's own. */
export function addResponseHeaders(app: FastifyInstance, { current }: LiveWebConfig): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(current().headers);
    done();
  });
}
