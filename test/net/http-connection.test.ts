import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import type { BodyReader } from '../../src/net/http-answer.js';
import { type HttpConnection, httpConnection, readBytes } from '../../src/net/http-connection.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

/** Reads a body as text; undefined if it is too long. */
const readText =
  (maxBytes: number): BodyReader<string | undefined> =>
  async (status, body) =>
    (await readBytes(maxBytes)(status, body))?.toString();

/** A connection, without TLS for brevity, to a server that calls this function for each of its connections. */
async function connectTo(t: Test, serve: (socket: Socket) => void, seconds = 5): Promise<HttpConnection> {
  const socket = connect(await startTcpServer(t, serve), '127.0.0.1');
  socket.on('error', () => undefined);
  t.teardown(() => socket.destroy());
  return httpConnection(socket, {
    host: 'kubernetes:6443',
    headers: { Accept: 'text/plain' },
    clock: systemClock,
    deadline: deadlineIn(seconds, systemClock),
  });
}

/** Answers the nth request of a connection with the nth text, and sends nothing after the last one. */
const answering =
  (...answers: readonly string[]) =>
  (socket: Socket): void => {
    const left = [...answers];
    socket.on('data', () => socket.write(left.shift() ?? ''));
  };

function drip(socket: Socket, text: string): void {
  const interval = setInterval(() => socket.write(text), 5);
  socket.once('close', () => clearInterval(interval));
}

const ok = (body: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

void t.test('several GETs, one after another, over the same connection', async (t) => {
  let connections = 0;
  const requests: string[] = [];
  const connection = await connectTo(t, (socket) => {
    connections += 1;
    socket.on('data', (data) => requests.push(String(data)));
    answering(ok('one'), 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n')(socket);
  });
  t.match(await connection.get('/a', readText(10)), { ok: true, status: 200, body: 'one' });
  t.match(await connection.get('/b?c', readText(10)), { ok: true, status: 302, body: '' }, 'not followed');
  t.equal(connections, 1);
  t.same(requests, [
    'GET /a HTTP/1.1\r\nAccept: text/plain\r\nHost: kubernetes:6443\r\nConnection: keep-alive\r\n\r\n',
    'GET /b?c HTTP/1.1\r\nAccept: text/plain\r\nHost: kubernetes:6443\r\nConnection: keep-alive\r\n\r\n',
  ]);
});

void t.test('the reader gets the status, and may stop early', async (t) => {
  const connection = await connectTo(t, answering('HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\nlong body'));
  t.match(await connection.get('/', (status) => Promise.resolve(status * 2)), { ok: true, status: 500, body: 1000 });
  const cut = await connectTo(t, answering(ok('long body')));
  t.match(await cut.get('/', readText(3)), { ok: true, status: 200, body: undefined });
});

const hostile: Readonly<Record<string, { serve: (socket: Socket) => void; failure: string; seconds?: number }>> = {
  'says nothing': { serve: () => undefined, failure: 'timeout', seconds: 0.1 },
  'stops in the headers': { serve: answering('HTTP/1.1 200 OK\r\nX-A: '), failure: 'timeout', seconds: 0.1 },
  'stops in the body': {
    serve: answering('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nlong'),
    failure: 'timeout',
    seconds: 0.1,
  },
  'never ends its chunks': {
    serve: (socket) => {
      answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')(socket);
      socket.once('data', () => drip(socket, '1\r\na\r\n'));
    },
    failure: 'timeout',
    seconds: 0.1,
  },
  'never comes to the answer': {
    serve: (socket) => socket.once('data', () => drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n')),
    failure: 'malformed',
  },
  'sends headers without end': {
    serve: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      socket.write(`X-A: ${'a'.repeat(1000)}\r\n`.repeat(100));
    },
    failure: 'malformed',
  },
  'speaks SSH': { serve: (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'), failure: 'malformed' },
  'sends a broken chunk': {
    serve: answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    failure: 'malformed',
  },
  'switches protocols': {
    serve: answering('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
    failure: 'malformed',
  },
  'closes without an answer': { serve: (socket) => socket.once('data', () => socket.end()), failure: 'broken' },
  'resets without an answer': {
    serve: (socket) => socket.once('data', () => socket.resetAndDestroy()),
    failure: 'broken',
  },
  'closes in the body': {
    serve: (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nlong')),
    failure: 'broken',
  },
};

for (const [what, { serve, failure, seconds }] of Object.entries(hostile)) {
  void t.test(`a server that ${what}: ${failure}`, async (t) => {
    const connection = await connectTo(t, serve, seconds);
    t.match(await connection.get('/', readText(1000)), { ok: false, failure: { kind: failure } });
  });
}

void t.test('a server that closes after its answer gives no second one', async (t) => {
  const serve = (socket: Socket): unknown => socket.once('data', () => socket.end(ok('one', 'Connection: close\r\n')));
  const connection = await connectTo(t, serve);
  t.match(await connection.get('/', readText(10)), { ok: true, status: 200, body: 'one' });
  t.match(await connection.get('/', readText(10)), { ok: false, failure: { kind: 'closed' } });
});

void t.test('the reason of a broken connection is passed on', async (t) => {
  const reset = await connectTo(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  t.match(await reset.get('/', readText(10)), { failure: { kind: 'broken', error: { code: 'ECONNRESET' } } });
  const noise = await connectTo(t, (socket) => socket.write('SSH-2.0-OpenSSH\r\n'));
  t.match(await noise.get('/', readText(10)), { failure: { kind: 'malformed', code: /^HPE_/ } });
});

/** Returns the result of readBytes for a body in these chunks, and how many of them it read. */
async function read(maxBytes: number, ...chunks: readonly string[]): Promise<readonly unknown[]> {
  let taken = 0;
  async function* body(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) {
      taken += 1;
      yield await Promise.resolve(Buffer.from(chunk, 'latin1'));
    }
  }
  return [(await readBytes(maxBytes)(200, body()))?.toString(), taken];
}

void t.test('readBytes gives the whole body', async (t) => {
  t.same(await read(10), ['', 0]);
  t.same(await read(10, 'one ', 'two'), ['one two', 2]);
  t.same(await read(7, 'one ', 'two'), ['one two', 2]);
  t.same(await read(7, '\xc3', '\xa4'), ['ä', 2], 'a character that is split');
});

void t.test('readBytes does not read a body that is too long to its end', async (t) => {
  t.same(await read(6, 'one ', 'two', 'three'), [undefined, 2]);
});

void t.test('a header that Node refuses to send is a failure, not a rejection', async (t) => {
  const socket = connect(await startTcpServer(t, answering(ok('one'))), '127.0.0.1');
  t.teardown(() => socket.destroy());
  const options = { host: 'a', clock: systemClock, deadline: deadlineIn(5, systemClock) };
  const connection = httpConnection(socket, { ...options, headers: { 'User-Agent': 'a\u0100' } });
  t.match(await connection.get('/', readText(10)), {
    ok: false,
    failure: { kind: 'broken', error: { code: /^ERR_/ } },
  });
});
