import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import t, { type Test } from 'tap';
import { addDrain } from '../../src/web/drain.js';
import { closed, listen, pending } from './app-fixture.js';

interface Draining {
  readonly app: FastifyInstance;
  readonly port: number;
  /** Lets the requests in progress end. */
  readonly answer: (text: string) => void;
  /** Requests that were cut off. */
  readonly cut: number[];
}

async function serve(t: Test, grace: number): Promise<Draining> {
  const { promise, keep } = pending<string>();
  const cut: number[] = [];
  const app = fastify();
  t.teardown(() => app.close());
  addDrain(app, grace, (requests) => cut.push(requests));
  app.get('/', async (_request, reply) => await reply.send(await promise));
  return { app, port: await listen(app), answer: keep, cut };
}

/** Opens a connection and sends this. Resolves at its end with everything that came back. */
async function client(port: number, text: string): Promise<{ socket: Socket; ended: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  let said = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  return { socket, ended: closed(socket).then(() => said) };
}

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

/** Resolves when the app has received this number of requests. */
function requests(app: FastifyInstance, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    app.server.on('request', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}

void t.test('requests in progress end, then every connection', async (t) => {
  const { app, port, answer, cut } = await serve(t, 60_000);
  const seen = requests(app, 2);
  const clients = await Promise.all([request, request, '', 'GET / HTTP/1.1\r\nHos'].map((text) => client(port, text)));
  await seen;
  const closed = app.close();
  while (app.server.listening) await new Promise((resolve) => setImmediate(resolve));
  await t.rejects(once(connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED' }, 'no new connections');
  answer('hello\n');
  const [first, second, silent, half] = await Promise.all(clients.map(({ ended }) => ended));
  for (const said of [first, second]) t.match(said, /^HTTP\/1\.1 200 OK\r\n.*connection: close\r\n.*hello\n$/s);
  t.same([silent, half], ['', '']);
  await closed;
  t.same(cut, []);
});

void t.test('an idle connection ends too', async (t) => {
  const { app, port, answer } = await serve(t, 60_000);
  answer('hello\n');
  const { socket, ended } = await client(port, request);
  await once(socket, 'data');
  await app.close();
  t.match(await ended, /hello\n$/);
});

void t.test('a request that takes too long is cut off and reported', async (t) => {
  const { app, port, cut } = await serve(t, 200);
  const seen = requests(app, 1);
  const { ended } = await client(port, request);
  await seen;
  await app.close();
  t.equal(await ended, '');
  t.same(cut, [1]);
});

void t.test('an app that does not listen', async (t) => {
  const app = fastify();
  addDrain(app, 60_000, () => t.fail('nothing to cut off'));
  await app.ready();
  await t.resolves(app.close());
});
