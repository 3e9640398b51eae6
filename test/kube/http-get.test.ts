import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { httpGet } from '../../src/kube/http-get.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

/** What a GET makes of a server that answers a request with this text, or does this with the connection. */
async function get(t: Test, answer: string | ((socket: Socket) => void), maxBytes = 1000) {
  let sent = '';
  const port = await startTcpServer(t, (socket) => {
    socket.once('data', (data: Buffer) => {
      sent = data.toString();
      if (typeof answer === 'string') socket.end(answer);
      else answer(socket);
    });
  });
  const socket = connect(port, '127.0.0.1');
  const result = await httpGet({ socket, path: '/a?b', headers: { Host: 'api', 'X-Y': 'z' }, maxBytes });
  return { result, sent, socket };
}

const head = 'HTTP/1.1 200 OK\r\n';

void t.test('status and body', async (t) => {
  const { result, sent } = await get(t, `${head}Content-Length: 5\r\n\r\nhello`);
  t.same(result, { ok: true, status: 200, body: Buffer.from('hello') });
  t.equal(sent, 'GET /a?b HTTP/1.1\r\nHost: api\r\nX-Y: z\r\nConnection: close\r\n\r\n');
  const chunked = await get(t, `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`);
  t.same(chunked.result, { ok: true, status: 200, body: Buffer.from('hello') });
  const empty = await get(t, 'HTTP/1.1 204 No Content\r\n\r\n');
  t.same(empty.result, { ok: true, status: 204, body: Buffer.alloc(0) });
});

void t.test('a body that is too large is cut off, however it comes', async (t) => {
  const tooLarge = { ok: false, kind: 'too_large', code: undefined };
  const exact = await get(t, `${head}\r\n${'x'.repeat(1000)}`);
  t.equal(exact.result.ok && exact.result.body.length, 1000);
  const more = await get(t, `${head}\r\n${'x'.repeat(1001)}`);
  t.same(more.result, tooLarge);
  const endless = await get(t, (socket) => {
    socket.write(`${head}\r\n`);
    const flood = (): void => {
      while (socket.writable && socket.write('x'.repeat(65_536)));
    };
    socket.on('drain', flood);
    flood();
  });
  t.same(endless.result, tooLarge);
  t.equal(endless.socket.destroyed, true, 'nobody goes on listening');
});

void t.test('what is no HTTP', async (t) => {
  t.match((await get(t, 'SSH-2.0-OpenSSH\r\n')).result, { ok: false, kind: 'malformed', code: /^HPE_/ });
  t.match((await get(t, `${head}X: ${'x'.repeat(20_000)}\r\n\r\n`)).result, {
    kind: 'malformed',
    code: 'HPE_HEADER_OVERFLOW',
  });
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
  t.match((await get(t, upgrade)).result, { ok: false, kind: 'malformed', code: undefined });
});

void t.test('a connection that breaks off', async (t) => {
  const broken = { ok: false, kind: 'unreachable', code: 'ECONNRESET' };
  t.same((await get(t, '')).result, broken);
  t.same((await get(t, `${head}Content-Length: 5\r\n\r\nhel`)).result, broken);
  t.same((await get(t, (socket) => socket.resetAndDestroy())).result, broken);
});
