import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import t from 'tap';
import { closed } from './app-fixture.js';
import { get } from './get.js';
import { serveHello, tls } from './hello-server.js';

/** Resolves when the server ends the connection, with everything that it sent. */
async function untilEnd(port: number, send: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(send);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await closed(socket);
  return said;
}

const hasty = { handshake: 200, headers: 200, request: 400, idle: 200, check: 20 };

void t.test('a client that sends nothing, or half a request, is cut off', async (t) => {
  const plain = await serveHello(t, '', hasty);
  t.match(await untilEnd(plain.port, ''), /^HTTP\/1\.1 408 |^$/);
  t.match(await untilEnd(plain.port, 'GET / HTTP/1.1\r\nHos'), /^HTTP\/1\.1 408 /);
  const secure = await serveHello(t, tls(), hasty);
  t.equal(await untilEnd(secure.port, ''), '', 'no ClientHello');
});

void t.test('a byte at a time is too slow', async (t) => {
  const { port } = await serveHello(t, '', hasty);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nX-Slow: ');
  const drip = setInterval(() => socket.write('a'), 20);
  t.teardown(() => clearInterval(drip));
  const begun = performance.now();
  await closed(socket.resume());
  t.ok(performance.now() - begun < 5_000);
});

void t.test('an idle connection ends', async (t) => {
  const { port } = await serveHello(t, '', hasty);
  t.match(await untilEnd(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'), /hello\n$/);
});

void t.test('limits of connections, requests and headers', async (t) => {
  const many = await serveHello(t, '', { connections: 1 });
  const first = connect(many.port, '127.0.0.1');
  await once(first, 'connect');
  const second = connect(many.port, '127.0.0.1');
  await closed(first.resume());
  second.destroy();

  const few = await serveHello(t, '', { requestsPerConnection: 2 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async () => (await get({ port: few.port, plain: true, agent })).headers.connection;
  t.same([await ask(), await ask()], ['keep-alive', 'close'], 'the last request of a connection');
  agent.destroy();

  const large = await serveHello(t, '', {});
  t.match(await untilEnd(large.port, `GET / HTTP/1.1\r\nX: ${'a'.repeat(9000)}\r\n\r\n`), /^HTTP\/1\.1 431 /);
});
