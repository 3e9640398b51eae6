import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { defaultLimits } from '../../src/web/limits.js';
import { appOf, closed, listen } from './app-fixture.js';
import { onePiece } from '../fixtures/whole-text.js';

const request = 'GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n';

void t.test('thousands of requests in one packet cost little, and their connection is cut off', async (t) => {
  let asked = 0;
  const collect = () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  };
  const { app } = await appOf(t, { collect }, { limits: { ...defaultLimits, grace: 10 } });
  const port = await listen(app);
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1');
  socket.write(request.repeat(5_000));
  await closed(socket.resume());
  t.ok(performance.now() - begun < 2_000);
  t.equal(asked, 1);
});

void t.test('garbage after a request does not get into its answer', async (t) => {
  const body = 'a'.repeat(20_000_000);
  const collect = () => Promise.resolve(onePiece({ contentType: 'text/plain', body }));
  const { app } = await appOf(t, { collect });
  const port = await listen(app);
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  await once(socket, 'readable');
  socket.write('garbage\r\n\r\n');
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => (text += data));
  await closed(socket);
  t.match(text, /^HTTP\/1\.1 200 /);
  t.notMatch(text.slice(1000), /bad request|HTTP/);
});

void t.test('a body in pieces of one byte is cut off', async (t) => {
  const { app } = await appOf(t, { collect: () => new Promise<never>(() => undefined) });
  const port = await listen(app);
  const chunked = request.replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n');
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).write(chunked + '1\r\na\r\n'.repeat(100));
  const begun = performance.now();
  await closed(socket.resume());
  t.ok(performance.now() - begun < 5_000, 'at once, not when the time for a request is over');
});
