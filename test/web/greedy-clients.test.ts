import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import type { Rendered } from '../../src/metrics/render.js';
import { onePiece } from '../fixtures/whole-text.js';
import { appOf, closed, listen, pending } from './app-fixture.js';
import { get } from './get.js';

const mebibyte = 1024 * 1024;

/** An app whose metrics have 8 MiB. A scrape ends when `together` clients have asked for it, and all of them get the same text, as from the exporter. */
async function bigApp(t: Test, together: number): Promise<number> {
  let asked = 0;
  let scrapes = 0;
  let current = pending<Rendered>();
  const collect = () => {
    const { promise, keep } = current;
    asked += 1;
    if (asked === together) {
      asked = 0;
      scrapes += 1;
      const body = `metric{scrape="${scrapes}"} 1.25\n`.repeat((8 * mebibyte) / 24);
      keep(onePiece({ contentType: 'text/plain', body }));
      current = pending();
    }
    return promise;
  };
  const { app } = await appOf(t, { collect }, { maxRequests: 0 });
  return await listen(app);
}

/** Opens a connection that sends this and reads nothing. */
async function hold(t: Test, port: number, send: string, localAddress = '127.0.0.2'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined).pause();
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  socket.write(send);
  return socket;
}

const scrape = 'GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n';

/** The longest that a health check took, while `work` was done. */
async function slowestHealth(port: number, work: Promise<unknown>): Promise<number> {
  const over = new AbortController();
  let slowest = 0;
  const asking = (async () => {
    while (!over.signal.aborted) {
      const begun = performance.now();
      await get({ port, plain: true, path: '/-/healthy' });
      slowest = Math.max(slowest, performance.now() - begun);
    }
  })();
  await work;
  over.abort();
  await asking;
  return slowest;
}

void t.test('clients that read nothing hold one text together, and no health check waits', async (t) => {
  const port = await bigApp(t, 201);
  const before = process.memoryUsage().rss;
  const clients = Array.from({ length: 200 }, () => hold(t, port, scrape));
  const answer = get({ port, plain: true, path: '/metrics' });
  const slowest = await slowestHealth(port, Promise.all([...clients, answer]));
  const { status, body } = await answer;
  t.equal(status, 200);
  t.ok(body.length > 7 * mebibyte, 'a client that reads gets all of it');
  const grown = (process.memoryUsage().rss - before) / mebibyte;
  t.ok(grown < 400, `${grown.toFixed(0)} MiB more for 200 clients with 8 MiB each`);
  t.ok(slowest < 1500, `a health check took ${slowest.toFixed(0)} ms`);
});

void t.test('the same text is compressed once', async (t) => {
  const port = await bigApp(t, 30);
  const ask = () =>
    rawGet(port, 'GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n');
  const begun = process.cpuUsage();
  const answers = await Promise.all(Array.from({ length: 30 }, ask));
  const shared = process.cpuUsage(begun).user;
  const text = gunzipSync(bodyOf(answers[0]!));
  const before = process.cpuUsage();
  for (let i = 0; i < 10; i++) gzipSync(text);
  const ten = process.cpuUsage(before).user;
  t.equal(new Set(answers.map((each) => bodyOf(each).toString('base64'))).size, 1);
  t.ok(shared < ten, `${shared} µs for 30 answers, ${ten} µs for compressing ten times`);
});

async function rawGet(port: number, send: string): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).write(send);
  await closed(socket);
  return Buffer.concat(chunks);
}

function bodyOf(answer: Buffer): Buffer {
  return answer.subarray(answer.indexOf('\r\n\r\n') + 4);
}

void t.test('those who hold too many texts are cut off, and nobody else', async (t) => {
  const port = await bigApp(t, 1);
  const patient = await hold(t, port, scrape, '127.0.0.3');
  await once(patient, 'readable');
  const greedy: Socket[] = [];
  for (let i = 0; i < 25; i++) {
    const socket = await hold(t, port, scrape);
    await once(socket, 'readable');
    greedy.push(socket);
  }
  const ends = await Promise.all([patient, ...greedy].map(received));
  t.ok(ends[0]! > 8 * mebibyte - 1000, 'the patient client gets all of it');
  const whole = ends.slice(1).filter((bytes) => bytes > 8 * mebibyte - 1000).length;
  t.ok(whole > 10 && whole < 16, `${whole} of 25 answers with 8 MiB each are within 128 MiB`);
});

/** Reads what the server sends until there is nothing for a while, or the connection ends. Returns how many bytes there were. */
async function received(socket: Socket): Promise<number> {
  let bytes = 0;
  const over = new Promise<void>((resolve) => {
    socket.on('data', (data: Buffer) => {
      bytes += data.length;
      if (bytes > 8 * mebibyte - 1000) resolve();
    });
    if (socket.closed) resolve();
    socket.once('close', () => resolve());
  });
  socket.resume();
  await over;
  return bytes;
}
