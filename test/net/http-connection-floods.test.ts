import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { type HttpConnection, httpConnection, readBytes } from '../../src/net/http-connection.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody';

async function connectTo(t: Test, serve: (socket: Socket) => void): Promise<HttpConnection> {
  const socket = connect(await startTcpServer(t, serve), '127.0.0.1');
  socket.on('error', () => undefined);
  t.teardown(() => socket.destroy());
  return httpConnection(socket, { host: 'a:1', headers: {}, clock: systemClock, deadline: deadlineIn(5, systemClock) });
}

/** Writes the text again and again, as fast as it is read, and counts the bytes. */
function flood(socket: Socket, text: string, onSent: (bytes: number) => void): void {
  const go = (): void => {
    while (!socket.destroyed) {
      onSent(text.length);
      if (!socket.write(text)) {
        socket.once('drain', go);
        return;
      }
    }
  };
  go();
}

const malformed = { ok: false, failure: { kind: 'malformed' } };

void t.test('answers before the answer end with the tenth, before the deadline', async (t) => {
  for (const status of ['100 Continue', '103 Early Hints']) {
    const early = `HTTP/1.1 ${status}\r\n\r\n`;
    const few = await connectTo(t, (socket) => socket.once('data', () => socket.write(early.repeat(10) + ok)));
    t.match(await few.get('/', readBytes(10)), { ok: true, body: Buffer.from('body') });
    let sent = 0;
    const many = await connectTo(t, (socket) =>
      socket.once('data', () => flood(socket, early.repeat(1000), (bytes) => (sent += bytes))),
    );
    const begun = Date.now();
    t.match(await many.get('/', readBytes(10)), malformed);
    t.ok(Date.now() - begun < 3000, `${Date.now() - begun} ms`);
    t.ok(sent < 50_000_000, `${sent} bytes`);
  }
});

void t.test('a body may not come in a hundred thousand pieces', async (t) => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const serve = (pieces: number, piece: string): Promise<HttpConnection> =>
    connectTo(t, (socket) =>
      socket.once('data', () => {
        const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
        socket.write(`${head}${chunk.repeat(pieces)}0\r\n\r\n`);
      }),
    );
  t.match(await (await serve(900, 'a')).get('/', readBytes(100_000)), { ok: true, body: Buffer.alloc(900, 'a') });
  t.match(await (await serve(2000, 'a'.repeat(70))).get('/', readBytes(200_000)), { ok: true });
  t.match(await (await serve(100_000, 'a')).get('/', readBytes(200_000)), malformed);
});
