import type { TLSSocket } from 'node:tls';
import { createSecret } from '../../src/net/secret.js';
import type { Fault } from './fault.js';
import { flood } from './flood.js';
import { startTlsServer } from './tls-server.js';

type Serve = (socket: TLSSocket) => unknown;

/** A healthy TLS server that misbehaves after the handshake. */
function http(name: string, serve: Serve, fails: Fault['fails'], change: Partial<Fault> = {}): Fault {
  return {
    name,
    serve: (t) => startTlsServer(t, (socket) => void serve(socket)),
    fails,
    shows: {
      serving: [{ subjectCommonName: 'kube-apiserver' }],
      trust: { state: 'trusted' },
      loopback: { state: 'not_served' },
    },
    ...change,
  };
}

const answering =
  (answer: Serve): Serve =>
  (socket) =>
    socket.once('data', () => answer(socket));

/** Sends the start of an answer, and then one piece of it endlessly. */
const endless = (start: string, piece: string): Serve =>
  answering((socket) => {
    socket.write(start);
    flood(socket, piece);
  });

const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const json = (body: string): string => `${ok}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const version = json('{"gitVersion":"v1.36.1"}');
const healthy = json('[+]ping ok\n');

/** Answers by path. A path without an entry gets an empty 404. */
const byPath =
  (answers: Readonly<Record<string, string | Serve>>): Serve =>
  (socket) =>
    socket.on('data', (data) => {
      const path = String(data).split(' ', 2)[1] ?? '';
      const answer = answers[path] ?? 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
      if (typeof answer === 'string') socket.write(answer);
      else answer(socket);
    });

const login = { token: createSecret('letmein'), clientContext: undefined };

const pages = { '/version': version, '/livez?verbose': healthy };
const redirect = 'HTTP/1.1 302 Found\r\nLocation: /version\r\nContent-Length: 0\r\n\r\n';
const busy = (status: number): string => `HTTP/1.1 ${status} X\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n`;
const compressed = `${ok}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08`;
const metrics = (piece: string): Serve => byPath({ ...pages, '/metrics': endlessBody(piece) });
const endlessBody =
  (piece: string): Serve =>
  (socket) => {
    socket.write(`${ok}\r\n`);
    flood(socket, piece);
  };

/** Servers that misbehave only over HTTP: both certificates are seen anyway. */
export const httpFaults: readonly Fault[] = [
  http('is overloaded', byPath({ '/version': busy(429), '/livez?verbose': busy(429) }), 'http=overloaded'),
  http('starts', byPath({ '/version': version, '/livez?verbose': busy(503) }), 'http=not_ready'),
  http('says nothing over HTTP', () => undefined, 'http=http_timeout'),
  http('FIN after the handshake', (socket) => socket.end(), ['http=closed', 'http=reset']),
  http(
    'FIN after the request',
    answering((socket) => socket.end()),
    'http=reset',
  ),
  http('answers before it is asked, and then no more', (socket) => socket.write(version), 'http=http_timeout', {
    shows: { http: { gitVersion: 'v1.36.1' } },
  }),
  http('answers before it is asked, without end', (socket) => flood(socket, version), [
    'http=closed',
    'http=http_malformed',
  ]),
  http(
    'says something that is not HTTP, without end',
    (socket) => flood(socket, '\x00\xff\x80'),
    'http=http_malformed',
  ),
  http('speaks HTTP/2', (socket) => socket.write(Buffer.from('000000040000000000', 'hex')), 'http=http_malformed'),
  http('headers without end', endless(ok, 'X-A: b\r\n'), 'http=http_malformed'),
  http('one header without end', endless(`${ok}X-A: `, 'a'), 'http=http_malformed'),
  http('a status line without end', endless('HTTP/1.1 200 ', 'a'), 'http=http_malformed'),
  http('hints without end', endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), 'http=http_malformed'),
  http('chunks without end', endless(chunked, '1\r\na\r\n'), 'http=http_malformed'),
  http('chunk extensions without end', endless(`${chunked}1`, ';a=b'), 'http=http_malformed'),
  http('trailers without end', endless(`${chunked}0\r\n`, 'X-A: b\r\n'), 'http=http_malformed'),
  http('a body without end', answering(endlessBody('a')), 'http=http_malformed'),
  http(
    'a body that stops',
    answering((socket) => socket.write(`${ok}Content-Length: 9\r\n\r\n{`)),
    'http=http_timeout',
  ),
  http('a body of which a byte comes every 20 ms', answering(drip), 'http=http_timeout'),
  http('a compressed body', (socket) => socket.on('data', () => socket.write(compressed)), 'http=http_malformed'),
  http('redirects without end', (socket) => socket.on('data', () => socket.write(redirect)), 'http=http_status'),
  http('/livez: nothing', byPath({ ...pages, '/livez?verbose': () => undefined }), 'http=http_timeout', {
    shows: { http: { gitVersion: 'v1.36.1' } },
  }),
  http('/metrics: samples without end', metrics('some_metric 1\n'), 'http=http_timeout', { target: { login } }),
  http('/metrics: a line without end', metrics('a'), 'http=http_timeout', { target: { login } }),
];

function drip(socket: TLSSocket): void {
  const timer = setInterval(() => socket.write('a'), 20);
  socket.write(`${ok}Content-Length: 1000000\r\n\r\n`);
  socket.once('close', () => clearInterval(timer));
}
