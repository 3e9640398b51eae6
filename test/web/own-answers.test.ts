import { connect } from 'node:net';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { buildHealthApp } from '../../src/web/health.js';
import { defaultLimits } from '../../src/web/limits.js';
import { appOf, closed, listen, securityOf } from './app-fixture.js';

const limits = { ...defaultLimits, headers: 300, request: 400, idle: 100, check: 20, requestsPerConnection: 3 };
const configured = { 'Content-Security-Policy': "default-src 'self'", 'X-Frame-Options': 'deny' };

async function start(t: Test): Promise<number> {
  const { app } = await appOf(t, {}, { security: securityOf({ headers: configured }), limits });
  return await listen(app);
}

/** Everything that the server sends until it ends the connection. */
async function said(port: number, send: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => (text += data));
  socket.write(send, 'latin1');
  await closed(socket);
  return text;
}

interface Head {
  readonly status: number;
  readonly lines: readonly string[];
}

function heads(text: string): readonly Head[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})[^\r]*\r\n(.*?)\r\n\r\n/gs)].map(([, status, lines = '']) => ({
    status: Number(status),
    lines: lines.toLowerCase().split('\r\n'),
  }));
}

/** What an answer lacks. */
function lacks({ status, lines }: Head): readonly string[] {
  const needed = [...Object.entries({ ...configured, 'X-Content-Type-Options': 'nosniff' })].map(([name, value]) =>
    `${name}: ${value}`.toLowerCase(),
  );
  const ends = lines.some((line) => /^(content-length: \d+|connection: close|transfer-encoding: chunked)$/.test(line));
  const missing = needed.filter((line) => lines.filter((each) => each === line).length !== 1);
  return [...missing, ...(ends ? [] : ['an end'])].map((what) => `${status} lacks ${what}`);
}

const get = (more = '', line = 'GET /metrics HTTP/1.1') => `${line}\r\nHost: a\r\n${more}\r\n`;

/** Requests, and the statuses of their answers. */
const requests: Readonly<Record<string, readonly [send: string, ...statuses: number[]]>> = {
  'no HTTP': ['hello\r\n\r\n', 400],
  'a ClientHello': ['\x16\x03\x01\x02\x00\x01\x00', 400],
  'HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  'HTTP/3.7': [get('', 'GET / HTTP/3.7'), 400],
  'an unknown method': [get('', 'BREW / HTTP/1.1'), 400],
  'a method that no route has': [get('Connection: close\r\n', 'PROPFIND / HTTP/1.1'), 404],
  'a header without a name': [get(': a\r\n'), 400],
  'a header with NUL': [get('A: \0\r\n'), 400],
  'headers beyond the limit': [get(`A: ${'a'.repeat(9_000)}\r\n`), 431],
  'many headers beyond the limit': [get('A: a\r\n'.repeat(5_000)), 431],
  'half a request': ['GET / HTTP/1.1\r\nHos', 408],
  'half a body': [get('Content-Length: 10\r\n', 'POST /-/reload HTTP/1.1'), 408],
  'no Host': ['GET / HTTP/1.1\r\n\r\n', 400],
  'two hosts': [get('Host: b\r\n'), 400],
  'no Host in HTTP/1.0': ['GET /-/healthy HTTP/1.0\r\n\r\n', 200],
  'an expectation': [get('Expect: a\r\nContent-Length: 1\r\n', 'POST / HTTP/1.1'), 417],
  'an expectation without a body': [get('Expect: 100-continue\r\nConnection: close\r\n'), 200],
  '100-continue': [get('Expect: 100-continue\r\nContent-Length: 9999999\r\n', 'POST / HTTP/1.1'), 417],
  'a body that is too long': [get('Content-Length: 5000\r\n', 'POST /-/reload HTTP/1.1') + 'a'.repeat(5_000), 413],
  'chunks with long extensions': [
    get('Transfer-Encoding: chunked\r\n', 'POST /-/reload HTTP/1.1') + `1;a=${'a'.repeat(20_000)}\r\n`,
    413,
  ],
  'length and chunks': [get('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', 'POST / HTTP/1.1'), 400],
  'two lengths': [get('Content-Length: 1\r\nContent-Length: 2\r\n', 'POST / HTTP/1.1'), 400],
  'an upgrade': [get('Connection: close, Upgrade\r\nUpgrade: websocket\r\n'), 200],
  'a tunnel': ['CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n'],
  'all of the server': [get('Connection: close\r\n', 'OPTIONS * HTTP/1.1'), 404],
  'another site': [get('Origin: http://b\r\nConnection: close\r\n', 'POST /-/reload HTTP/1.1'), 403],
  'an absolute URL': [get('Connection: close\r\n', 'GET http://b/-/healthy HTTP/1.1'), 200],
  'a URL that cannot be decoded': [get('Connection: close\r\n', 'GET /%zz HTTP/1.1'), 404],
  'more requests at once than a connection may have': [get('', 'GET /-/healthy HTTP/1.1').repeat(4), 200, 503],
};

void t.test('what is no request is answered, with all headers', async (t) => {
  const port = await start(t);
  const table = Object.entries(requests).map(async ([name, [send, ...statuses]]) => {
    const answers = heads(await said(port, send));
    t.same(
      answers.map(({ status }) => status),
      statuses,
      name,
    );
    t.same(answers.flatMap(lacks), [], name);
  });
  await Promise.all(table);
});

void t.test('whatever is sent, an answer has all headers', async (t) => {
  const port = await start(t);
  const known = fc.constantFrom(...Object.values(requests).map(([send]) => send));
  const bytes = fc.string({ unit: 'binary-ascii', maxLength: 20 });
  const line = fc.constantFrom(
    'Host: a',
    'Content-Length: 3',
    'Transfer-Encoding: chunked',
    'Expect: 100-continue',
    ' a',
    '',
  );
  const made = fc.tuple(
    fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY', 'get', ''),
    fc.constantFrom('/', '*', '//', '/metrics', 'http://a/', '/probe', ' '),
    fc.constantFrom('1.1', '1.0', '0.9', '2.0', '9'),
    fc.array(line, { maxLength: 5 }),
  );
  const request = fc.oneof(
    made.map(([method, url, version, lines]) => `${method} ${url} HTTP/${version}\r\n${lines.join('\r\n')}\r\n\r\n`),
    fc.tuple(known, fc.nat(), bytes).map(([send, at, more]) => {
      const place = at % send.length;
      return send.slice(0, place) + more + send.slice(place + more.length);
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 20, maxLength: 40 }), async (sent) => {
      const texts = await Promise.all(sent.map((send) => said(port, send)));
      const missing = texts.flatMap((text, i) =>
        heads(text)
          .flatMap(lacks)
          .map((what) => `${JSON.stringify(sent[i])}: ${what}`),
      );
      if (missing.length > 0) throw new Error(missing.join('\n'));
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

void t.test('once the app closes, open connections still get answers with all headers', async (t) => {
  const { app } = await appOf(t, {}, { security: securityOf({ headers: configured }) });
  const port = await listen(app);
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => (text += data));
  socket.write('GET /-/healthy HTTP/1.1\r\nHo');
  await new Promise((resolve) => app.server.once('connection', resolve));
  const closing = app.close();
  socket.write('st: a\r\n\r\n');
  await closed(socket);
  await closing;
  t.same(heads(text).flatMap(lacks), []);
});

void t.test('the port for health checks answers in the same way', async (t) => {
  const app = buildHealthApp(() => true, limits);
  t.teardown(() => app.close());
  const port = await listen(app);
  const [head] = heads(await said(port, 'hello\r\n\r\n'));
  t.equal(head?.status, 400);
  t.ok(head?.lines.includes('x-content-type-options: nosniff'));
  t.ok(head?.lines.includes('connection: close'));
});
