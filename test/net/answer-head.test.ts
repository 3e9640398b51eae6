import t from 'tap';
import { parseAnswerHead } from '../../src/net/answer-head.js';
import { timesSlower } from '../fixtures/times-slower.js';

const head = (first: string, ...fields: readonly string[]) => parseAnswerHead([first, ...fields].join('\r\n'));
const ok = 'HTTP/1.1 200 OK';

void t.test('the head of an answer of kube-apiserver', (t) => {
  t.same(
    head(
      ok,
      'Audit-Id: 5b1d61cb-8a5e-4c0a-a3f6-7f3f0d5f7c0e',
      'Cache-Control: no-cache, private',
      'Content-Type: text/plain; charset=utf-8',
      'X-Content-Type-Options: nosniff',
      'Date: Sat, 21 Nov 2026 12:00:00 GMT',
      'Content-Length: 1387',
    ),
    { status: 200, bodyEnd: 1387, keepsOpen: true, date: 'Sat, 21 Nov 2026 12:00:00 GMT', age: undefined },
  );
  t.end();
});

void t.test('where the body ends', (t) => {
  const cases = [
    [head(ok, 'content-length:  7 '), 7],
    [head(ok, 'Content-Length: 0'), 0],
    [head(ok, 'Transfer-Encoding: Chunked'), 'last chunk'],
    [head(ok), 'close'],
    [head('HTTP/1.1 204 No Content', 'Content-Length: 7'), 0],
    [head('HTTP/1.1 304 Not Modified'), 0],
    [head('HTTP/1.1 103 Early Hints'), 0],
  ] as const;
  for (const [{ bodyEnd }, expected] of cases) t.equal(bodyEnd, expected);
  t.end();
});

void t.test('whether the connection stays open', (t) => {
  const length = 'Content-Length: 1';
  const cases = [
    [head(ok, length), true],
    [head(ok, length, 'Connection: keep-alive'), true],
    [head(ok, length, 'connection: Close'), false],
    [head(ok, length, 'Connection: keep-alive, close'), false],
    [head(ok, length, 'Connection: keep-alive', 'Connection: close'), false],
    [head(ok, length, 'Connection: not-close'), true],
    [head(ok), false],
    [head('HTTP/1.0 200 OK', length), false],
    [head('HTTP/1.0 200 OK', length, 'Connection: keep-alive'), true],
  ] as const;
  for (const [{ keepsOpen }, expected] of cases) t.equal(keepsOpen, expected);
  t.end();
});

void t.test('Date and Age', (t) => {
  t.match(head(ok, 'Date: a', 'Age: 1'), { date: 'a', age: '1' });
  t.match(head(ok, 'Date: a', 'Date: b', 'Age:'), { date: 'a, b', age: '' }, 'no date');
  t.end();
});

void t.test('what is no head', (t) => {
  const refused = {
    HPE_INVALID_CONSTANT: [
      ['SSH-2.0-OpenSSH'],
      ['HTTP/2.0 200 OK'],
      ['http/1.1 200 OK'],
      ['HTTP/1.1 20 OK'],
      ['HTTP/1.1 2000 OK'],
      ['HTTP/1.1 099 OK'],
      ['HTTP/1.1  200 OK'],
      ['HTTP/1.1 200 O\x00K'],
      ['', ok],
    ],
    HPE_INVALID_HEADER_TOKEN: [
      [ok, ''],
      [ok, 'no colon'],
      [ok, ': no name'],
      [ok, 'Content-Length : 4'],
      [ok, 'X: a', ' folded'],
      [ok, 'X: a\x00'],
      [ok, 'X: a\nContent-Length: 1'],
      [ok, 'X: a\rContent-Length: 1'],
    ],
    HPE_INVALID_CONTENT_LENGTH: [
      [ok, 'Content-Length: '],
      [ok, 'Content-Length: +4'],
      [ok, 'Content-Length: 0x4'],
      [ok, 'Content-Length: 4, 4'],
      [ok, 'Content-Length: 4\xa0'],
      [ok, 'Content-Length: 4', 'Content-Length: 4'],
      [ok, `Content-Length: ${'9'.repeat(16)}`],
      ['HTTP/1.1 204 No Content', 'Content-Length: x'],
    ],
    HPE_INVALID_TRANSFER_ENCODING: [
      [ok, 'Transfer-Encoding: chunked', 'Content-Length: 4'],
      [ok, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      [ok, 'Transfer-Encoding: gzip, chunked'],
      [ok, 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'],
      [ok, 'Transfer-Encoding: identity'],
      [ok, 'Transfer-Encoding: xchunked'],
    ],
  };
  for (const [code, heads] of Object.entries(refused)) {
    for (const lines of heads) t.throws(() => parseAnswerHead(lines.join('\r\n')), { code }, JSON.stringify(lines));
  }
  t.end();
});

void t.test('a head of 16 KiB is read in linear time', (t) => {
  const awkward = [
    'X:'.padEnd(16_000),
    `Content-Length:${' '.repeat(16_000)}x`,
    `Connection:${', close x'.repeat(2000)}`,
  ];
  for (const line of awkward) {
    const begun = performance.now();
    try {
      t.equal(head(ok, line).status, 200);
    } catch (error) {
      t.match(error, { code: 'HPE_INVALID_CONTENT_LENGTH' });
    }
    t.ok(performance.now() - begun < 200 * timesSlower(), `${performance.now() - begun} ms`);
  }
  t.end();
});
