import { createServer, type TLSSocket } from 'node:tls';
import t from 'tap';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { shakePort } from './shake-port.js';
import { createCluster } from './simulated-cluster.js';

const { serving } = await createCluster();

void t.test('a server that does not close, or keeps sending, is cut off', async (t) => {
  const servers: Readonly<Record<string, (socket: TLSSocket) => void>> = {
    'does not close': (socket) => socket.resume(),
    'goes on sending': (socket) => {
      const more = setInterval(() => socket.write('more'), 1);
      socket.once('close', () => clearInterval(more));
    },
  };
  for (const [what, serve] of Object.entries(servers)) {
    const server = createServer({ ...serving.identity, allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    });
    const shaken = await shakePort(await listenOnLoopback(t, server), {}, 0.3);
    if (!shaken.ok) throw new Error(shaken.reason);
    t.equal(await shaken.close(), undefined, what);
    t.equal(shaken.socket.destroyed, true);
  }
});
