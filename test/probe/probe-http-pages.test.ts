import { once } from 'node:events';
import { connect } from 'node:net';
import type { TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createSecret } from '../../src/net/secret.js';
import type { Handshake } from '../../src/probe/handshake.js';
import type { HttpFault } from '../../src/probe/http-fault.js';
import { probeHttp } from '../../src/probe/probe-http.js';
import { createRefusedPaths } from '../../src/probe/refused-paths.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { certificate, httpEvidence, nameVerdict } from '../fixtures/report.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { endpointOf } from './endpoint-fixture.js';

const unknown = Promise.resolve(undefined);
const ca = [(await createAuthority({ commonName: 'kubernetes' })).der];
const nothing = httpEvidence();
const login = { token: createSecret('letmein'), clientContext: undefined };

/** Probes a server (without TLS, for brevity) that answers by path. A path that is not listed breaks the connection. */
async function probePages(t: Test, answers: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const port = await startTcpServer(t, (socket) =>
    socket.on('data', (data) => {
      const [, path = '', host] = /^GET (\S+) .*\r\nHost: (\S+)\r\n/s.exec(String(data)) ?? [];
      asked.push(path);
      t.equal(host, '127.0.0.1:6443');
      const answer = answers[path];
      if (answer === undefined) socket.resetAndDestroy();
      else {
        const [status = '', body = ''] = answer.split(/ (.*)/s);
        socket.write(`HTTP/1.1 ${status} X\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      }
    }),
  );
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  t.teardown(() => socket.destroy());
  const serving: Handshake = {
    ok: true,
    socket: socket as unknown as TLSSocket,
    certificates: [],
    tlsVersion: '',
    times: {},
    close: () => unknown,
    leave: () => unknown.then(() => undefined),
  };
  const result = await probeHttp({
    endpoint: endpointOf({ ca, login }),
    serving,
    serverName: undefined,
    chain: [certificate({ ipAddresses: ['127.0.0.1'] })],
    judge: () => ({ trust: undefined, under: () => nameVerdict().verdict }),
    decode: decodeCertificate,
    shakeIn: () => Promise.reject(new Error('no further handshake')),
    process: unknown,
    known: { hasVersion: false, facts: Promise.resolve({}) },
    refusedPaths: createRefusedPaths(),
    clock: systemClock,
    deadline: deadlineIn(5, systemClock),
  });
  return { ...result.evidence, ...result.fault, asked };
}

const version = '200 {"gitVersion":"v1.36.1"}';
const livez = '200 [+]ping ok\nlivez check passed\n';
const none = '404 ';
const known = {
  gitVersion: 'v1.36.1',
  health: [{ check: 'ping', healthy: true }],
  startedAt: undefined,
  clockSkew: undefined,
};
const asked = ['/version', '/livez?verbose', '/metrics/slis', '/metrics'];

void t.test('the start time is read from the smaller page first', async (t) => {
  const metrics = '200 aggregator_a 0\nprocess_start_time_seconds 7\n';
  const pages = { '/version': version, '/livez?verbose': livez, '/metrics': metrics };
  t.same(await probePages(t, { ...pages, '/metrics/slis': metrics }), {
    ...known,
    startedAt: 7,
    asked: asked.slice(0, 3),
  });
  t.same(await probePages(t, { ...pages, '/metrics/slis': '200 a 1\n' }), {
    ...known,
    startedAt: 7,
    asked,
  });
  t.same(await probePages(t, pages), { ...known, reason: 'reset', asked: asked.slice(0, 3) }, 'broken off');
  const forbidden = { ...pages, '/metrics/slis': none, '/metrics': '403 ' };
  t.same(await probePages(t, forbidden), { ...known, asked });
});

void t.test('a server that echoes the token cannot bring it into a label', async (t) => {
  const pages = { '/metrics/slis': none, '/metrics': none };
  const echoed = {
    '/version': '200 {"gitVersion":"v1-letmein"}',
    '/livez?verbose': '200 [+]ping ok\n[-]letmein failed',
  };
  t.same(await probePages(t, { ...pages, ...echoed }), {
    ...known,
    gitVersion: undefined,
    reason: 'http_malformed',
    asked,
  });
});

void t.test('answers that an API server does not give', async (t) => {
  const pages = { '/version': version, '/livez?verbose': livez, '/metrics/slis': none, '/metrics': none };
  const odd: readonly (readonly [Readonly<Record<string, string>>, string?, number?])[] = [
    [{ '/version': '500 ' }, 'http_status', 500],
    [{ '/version': '302 ' }, 'http_status', 302],
    [{ '/version': '429 ' }, 'overloaded', 429],
    [{ '/version': '503 ' }, 'not_ready', 503],
    [{ '/version': '200 <html>' }, 'http_malformed'],
    [{ '/version': `200 ${'a'.repeat(300_000)}` }, 'http_malformed'],
    [{ '/version': none }],
    [{ '/livez?verbose': '503 ' }, 'not_ready', 503],
    [{ '/livez?verbose': '429 ' }, 'overloaded', 429],
    [{ '/livez?verbose': '500 ' }, 'http_status', 500],
    [{ '/livez?verbose': '401 ' }],
    [{ '/metrics/slis': '429 ', '/metrics': '503 ' }],
  ];
  for (const [change, reason, status] of odd) {
    const seen: Partial<HttpFault> = await probePages(t, { ...pages, ...change });
    t.same([seen.reason, seen.status], [reason, status], Object.keys(change).join());
  }
});

void t.test('a connection that breaks keeps what was answered before', async (t) => {
  t.same(await probePages(t, {}), { ...nothing, reason: 'reset', asked: ['/version'] });
  t.same(await probePages(t, { '/version': version }), {
    ...known,
    health: [],
    reason: 'reset',
    asked: asked.slice(0, 2),
  });
});
