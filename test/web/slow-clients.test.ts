import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import t, { type Test } from 'tap';
import { addSlowClientLimits } from '../../src/web/slow-clients.js';
import { closed, listen } from './app-fixture.js';

/** Larger than the kernel's buffers. */
const large = 'a'.repeat(32 * 1024 * 1024);

async function serve(t: Test, answer: number): Promise<{ app: FastifyInstance; port: number }> {
  const app = fastify({ forceCloseConnections: true });
  t.teardown(() => app.close());
  addSlowClientLimits(app, answer);
  app.get('/', (_request, reply) => reply.send('hello\n'));
  app.get('/large', (_request, reply) => reply.send(large));
  return { app, port: await listen(app) };
}

function open(t: Test, port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  t.teardown(() => socket.destroy());
  return socket;
}

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

void t.test('a client that never reads the answer is cut off, and its memory is freed', async (t) => {
  const { app, port } = await serve(t, 300);
  const socket = open(t, port).pause();
  const ended = closed(socket);
  const accepted = once(app.server, 'connection');
  socket.write(ask('/large'));
  const [theirs] = (await accepted) as [Socket];
  const begun = performance.now();
  await closed(theirs);
  t.ok(performance.now() - begun < 5_000);
  t.equal(theirs.writableLength, 0);
  let got = 0;
  socket.on('data', (chunk) => (got += chunk.length)).resume();
  await ended;
  t.ok(got < large.length, 'some of it was never sent');
});

void t.test('a client that reads is not cut off, even if the answer comes late', async (t) => {
  const { port } = await serve(t, 5_000);
  const answer = await fetch(`http://127.0.0.1:${port}/large`);
  t.equal((await answer.text()).length, large.length);
  t.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'hello\n');
});

void t.test('one request at a time on a connection', async (t) => {
  const { port } = await serve(t, 5_000);
  const socket = open(t, port);
  socket.write(ask('/large') + ask('/').repeat(20));
  let tail = '';
  for await (const chunk of socket) tail = (tail + String(chunk)).slice(-1000);
  t.match(tail, /503 Service Unavailable.*one request at a time on a connection\n$/s);
  t.notMatch(tail, 'hello');
});

void t.test('many requests one after another are allowed', async (t) => {
  const { port } = await serve(t, 5_000);
  const socket = open(t, port);
  for (let i = 0; i < 20; i++) {
    socket.write(ask('/'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    t.match(String(answer), /^HTTP\/1\.1 200 OK\r\n.*hello\n$/s);
  }
});
