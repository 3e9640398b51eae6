import type { FastifyInstance } from 'fastify';

/**
 * Cuts off clients that do not receive an answer within `answer` milliseconds, because it stays in memory until then. Allows only one
 * request at a time on each connection, because otherwise the answers to all pipelined requests would be in memory.
 */
export function addSlowClientLimits(app: FastifyInstance, answer: number): void {
  const busy = new WeakSet<object>();

  app.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw;
    if (busy.has(socket)) {
      return await reply.code(503).header('connection', 'close').send('one request at a time on a connection\n');
    }
    busy.add(socket);
    reply.raw.once('finish', () => busy.delete(socket));
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    const timer = setTimeout(() => request.raw.socket.destroy(), answer).unref();
    reply.raw.once('close', () => clearTimeout(timer)).once('finish', () => clearTimeout(timer));
    done();
  });
}
