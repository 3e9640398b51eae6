import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Milliseconds that connections get to end normally after their last answer. */
const linger = 100;

/**
 * When the app closes, waits at most `grace` milliseconds for requests in progress, then ends every connection. Otherwise idle connections
 * and clients that have not sent a request yet could keep the app open. Calls `cut` with the number of requests that were cut off.
 */
export function addDrain(app: FastifyInstance, grace: number, cut: (requests: number) => void): void {
  const sockets = new Set<Socket>();
  let underWay = 0;
  let closing = false;
  let bound: NodeJS.Timeout | undefined;

  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const endIfDrained = (): void => {
    if (closing && underWay === 0) setTimeout(endAll, linger).unref();
  };

  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('onRequest', (_request, reply, done) => {
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
      endIfDrained();
    });
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  app.addHook('preClose', (done) => {
    closing = true;
    endIfDrained();
    bound = setTimeout(() => {
      cut(underWay);
      endAll();
    }, grace).unref();
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearTimeout(bound);
    done();
  });
}
