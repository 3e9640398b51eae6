import type { FastifyInstance } from 'fastify';

/**
 * Cuts off who does not take an answer within so many milliseconds: until then it is held in memory. And one request at a time on each
 * connection: of those that are sent ahead, all the answers would be.
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
