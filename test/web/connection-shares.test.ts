import { once } from 'node:events';
import { type Agent, createServer, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { addConnectionShares } from '../../src/web/connection-shares.js';
import { closed, pending } from './app-fixture.js';
import { get } from './get.js';
import { authority, serveHello, tls } from './hello-server.js';

/** A server with room for this many connections. A request for /wait is answered once `answer` is called. */
async function serve(t: Test, most: number) {
  const { promise, keep } = pending<undefined>();
  let waiting = 0;
  const server = createServer((request, response) => {
    if (request.url !== '/wait') {
      response.end('hello\n');
      return;
    }
    waiting += 1;
    server.emit('waits');
    void promise.then(() => response.end('at last\n'));
  });
  addConnectionShares(server, most);
  const port = await listenOnLoopback(t, server);
  const waits = async (count: number): Promise<void> => {
    while (waiting < count) await once(server, 'waits');
  };
  return { port, waits, answer: () => keep(undefined) };
}

async function idle(t: Test, port: number, localAddress: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined).resume();
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

void t.test('idle connections of one network take places from each other only', async (t) => {
  const { port } = await serve(t, 20);
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const scrape = (own: Agent | false = agent, localAddress = '127.0.0.3') =>
    get({ port, plain: true, agent: own, localAddress });
  t.equal((await scrape()).body, 'hello\n');
  const kept = Object.values(agent.freeSockets)[0]?.[0];
  const flood: Socket[] = [];
  for (let i = 0; i < 200; i++) flood.push(await idle(t, port, '127.0.0.2'));
  for (let i = 0; i < 10; i++) t.equal((await scrape(false, `127.0.0.${10 + i}`)).body, 'hello\n');
  t.equal((await scrape(false, '127.0.0.2')).body, 'hello\n', 'even from there');
  t.equal((await scrape()).body, 'hello\n');
  t.equal(Object.values(agent.freeSockets)[0]?.[0], kept, 'on the connection that was open before');
  t.ok(flood.filter(({ destroyed }) => !destroyed).length <= 20);
});

void t.test('a request that is being answered keeps its connection; if all are, a further one is closed', async (t) => {
  const { port, waits, answer } = await serve(t, 3);
  const asked = [1, 2, 3].map(() => get({ port, plain: true, path: '/wait', localAddress: '127.0.0.2' }));
  await waits(3);
  const further = await idle(t, port, '127.0.0.4');
  await closed(further);
  answer();
  for (const each of asked) t.equal((await each).body, 'at last\n');
  t.equal((await get({ port, plain: true, localAddress: '127.0.0.4' })).body, 'hello\n');
});

void t.test('over TLS, with and without client certificates', async (t) => {
  for (const more of ['', 'client_auth_type: RequestClientCert']) {
    const { port } = await serveHello(t, tls(more), { connections: 3 });
    const agent = new HttpsAgent({ keepAlive: true, maxSockets: 1 });
    t.teardown(() => agent.destroy());
    const scrape = (own: HttpsAgent | false) => get({ port, ca: authority.pem, agent: own, localAddress: '127.0.0.3' });
    t.equal((await scrape(agent)).status, 200);
    const kept = Object.values(agent.freeSockets)[0]?.[0];
    for (let i = 0; i < 10; i++) await idle(t, port, '127.0.0.2');
    t.equal((await scrape(agent)).status, 200);
    t.equal(Object.values(agent.freeSockets)[0]?.[0], kept);
    t.equal((await scrape(false)).status, 200);
  }
});
