import { once } from 'node:events';
import { connect as tcpConnect } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import type { Apiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import type { Login } from '../../src/discovery/target.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createSecret } from '../../src/net/secret.js';
import { createTlsContext } from '../../src/net/tls-context.js';
import { type Handshake, handshake, type ShakeIn } from '../../src/probe/handshake.js';
import { decodeChain } from '../../src/probe/probe-chain.js';
import { type HttpProbe, probeHttp } from '../../src/probe/probe-http.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { certificate } from '../fixtures/report.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { createCluster } from './simulated-world.js';

const cluster = await createCluster();
const ca = [cluster.authority.der];
const unknown = Promise.resolve(undefined);
const nothing = { gitVersion: undefined, health: [], startedAt: undefined };
const health = ['ping', 'log', 'etcd', 'autoregister-completion'].map((check) => ({ check, healthy: true }));
const token = createSecret('letmein');
const byToken: Login = { token, clientContext: undefined };

/** The probe over HTTP after a real serving handshake. */
async function probeServer(server: Apiserver, target: TargetChange = {}, change: Partial<HttpProbe> = {}) {
  const endpoint = endpointOf({ ca, ...target, addresses: [server.endpoint] });
  const deadline = deadlineIn(5, systemClock);
  const shakeIn: ShakeIn = (serverName, secureContext) =>
    handshake(connect, systemClock, { ip: '127.0.0.1', port: server.port, serverName, secureContext, ca, deadline });
  const serving = await shakeIn(undefined, endpoint.target.secureContext);
  const { chain } = decodeChain(serving.certificates, decodeCertificate);
  if (!serving.ok || !chain) throw new Error('no handshake');
  const clock = systemClock;
  const request = { endpoint, serving, chain, shakeIn, knownStart: unknown, clock, deadline, ...change };
  const result = await probeHttp(request);
  await serving.close();
  return result;
}

void t.test('anybody may know the version and the state of the checks', async (t) => {
  t.same(await probeServer(await cluster.start(t)), {
    evidence: { gitVersion: 'v1.20.2', health, startedAt: undefined },
    reason: undefined,
    healthCut: false,
  });
});

void t.test('a missing permission is not a failure', async (t) => {
  for (const anonymous of ['forbidden', 'unauthorized'] as const) {
    const server = await cluster.start(t, { http: { anonymous } });
    t.same(await probeServer(server), { evidence: nothing, reason: undefined, healthCut: false }, anonymous);
  }
});

void t.test('checks that fail', async (t) => {
  const server = await cluster.start(t, { http: { checks: ['ping', 'etcd'], failing: ['etcd'] } });
  t.match(await probeServer(server), { evidence: { health: [{ healthy: true }, { check: 'etcd', healthy: false }] } });
});

void t.test('too many checks', async (t) => {
  const checks = Array.from({ length: 300 }, (_, i) => `check-${i}`);
  const { evidence, healthCut } = await probeServer(await cluster.start(t, { http: { checks } }));
  t.equal(evidence.health.length, 200);
  t.equal(healthCut, true);
});

void t.test('with a token, also the start time, unless it is known', async (t) => {
  const server = await cluster.start(t, { http: { token: 'letmein', startedAt: 1652180293.83 } });
  t.same(await probeServer(server, { login: byToken }), {
    evidence: { gitVersion: 'v1.20.2', health, startedAt: 1652180293.83 },
    reason: undefined,
    healthCut: false,
  });
  const known = await probeServer(server, { login: byToken }, { knownStart: Promise.resolve(7) });
  t.equal(known.evidence.startedAt, 7);
});

void t.test(
  'a token goes only to a server whose certificate the CA has signed, is valid now and has an expected name',
  async (t) => {
    const now = Math.floor(Date.now() / 1000);
    const stranger = await createAuthority({ commonName: 'kubernetes' });
    const sans = { commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] };
    const http = { anonymous: 'unauthorized', token: 'letmein' } as const;
    const issue = async (change: Partial<Parameters<typeof stranger.issue>[0]>, by = cluster.authority) =>
      cluster.start(t, { http, serving: (await by.issue({ ...sans, ...change })).identity });

    const sent = async (server: Apiserver, target: TargetChange = {}): Promise<boolean> =>
      (await probeServer(server, { login: byToken, ...target })).evidence.gitVersion !== undefined;
    const vouched = await issue({});
    t.equal(await sent(vouched), true);
    t.equal(await sent(vouched, { ca: undefined }), false, 'no CA');
    t.equal(await sent(vouched, { ca: [stranger.der] }), false, 'another CA');
    t.equal(await sent(vouched, { login: undefined }), false);
    t.equal(await sent(await issue({}, stranger)), false);
    t.equal(await sent(await issue({ notBefore: now - 7200, notAfter: now - 3600 })), false, 'expired');
    const other = await issue({ ipAddresses: [], dnsNames: ['other.example'] });
    t.equal(await sent(other), false, 'another name');
    t.equal(await sent(other, { names: ['other.example'] }), true);
    t.equal(await sent(await issue({ ipAddresses: [], dnsNames: ['kubernetes.default.svc'] })), true);
  },
);

void t.test('a client certificate is shown in its own handshake', async (t) => {
  const admin = await cluster.authority.issue({ commonName: 'admin', usage: 'client' });
  const clientContext = createTlsContext(ca, { certificate: admin.pem, key: createSecret(admin.key) });
  const login: Login = { token: undefined, clientContext };
  const http = { anonymous: 'unauthorized', startedAt: 7 } as const;
  const server = await cluster.start(t, { http, clientCa: cluster.authority.pem });
  t.match(await probeServer(server, { login }), {
    evidence: { gitVersion: 'v1.20.2', startedAt: 7 },
    reason: undefined,
  });
  t.match(server.seen, { connections: 2, connectionErrors: 0 });

  const failed = { ok: false, reason: 'reset', certificates: [], times: {} } as const;
  const shakeIn: ShakeIn = () => Promise.resolve(failed);
  t.match(await probeServer(server, { login }, { shakeIn }), { evidence: nothing, reason: undefined }, 'asked without');

  const { identity } = await cluster.authority.issue({ commonName: 'other', ipAddresses: ['127.0.0.1'] });
  const another = await cluster.start(t, { serving: identity, clientCa: cluster.authority.pem });
  const request = { ip: '127.0.0.1', serverName: undefined, ca, deadline: Infinity, secureContext: clientContext };
  const shakeAnother: ShakeIn = () => handshake(connect, systemClock, { ...request, port: another.port });
  t.match(await probeServer(server, { login }, { shakeIn: shakeAnother }), { evidence: nothing }, 'another server');
  t.match(another.seen, { handshakes: 1, connectionErrors: 0 }, 'closed politely');
});

/** Probes a server (without TLS, for brevity) that answers by path. A path that is not listed breaks the connection. */
async function lookAt(t: Test, answers: Readonly<Record<string, string>>) {
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
  const socket = tcpConnect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  t.teardown(() => socket.destroy());
  const serving: Handshake = {
    ok: true,
    socket: socket as unknown as TLSSocket,
    certificates: [],
    verdict: undefined,
    tlsVersion: '',
    times: {},
    close: () => unknown,
  };
  const result = await probeHttp({
    endpoint: endpointOf({ ca, login: byToken }),
    serving,
    chain: [certificate({ ipAddresses: ['127.0.0.1'] })],
    shakeIn: () => Promise.reject(new Error('no further handshake')),
    knownStart: unknown,
    clock: systemClock,
    deadline: deadlineIn(5, systemClock),
  });
  return { ...result.evidence, reason: result.reason, asked };
}

const version = '200 {"gitVersion":"v1.36.1"}';
const livez = '200 [+]ping ok\nlivez check passed\n';
const none = '404 ';
const known = { gitVersion: 'v1.36.1', health: [{ check: 'ping', healthy: true }], startedAt: undefined };
const asked = ['/version', '/livez?verbose', '/metrics/slis', '/metrics'];

void t.test('the start time is read from the smaller page first', async (t) => {
  const metrics = '200 process_start_time_seconds 7\n';
  const pages = { '/version': version, '/livez?verbose': livez, '/metrics': metrics };
  t.same(await lookAt(t, { ...pages, '/metrics/slis': metrics }), {
    ...known,
    startedAt: 7,
    reason: undefined,
    asked: asked.slice(0, 3),
  });
  t.same(await lookAt(t, { ...pages, '/metrics/slis': '200 a 1\n' }), {
    ...known,
    startedAt: 7,
    reason: undefined,
    asked,
  });
  t.same(await lookAt(t, pages), { ...known, reason: 'reset', asked: asked.slice(0, 3) }, 'broken off');
  const forbidden = { ...pages, '/metrics/slis': none, '/metrics': '403 ' };
  t.same(await lookAt(t, forbidden), { ...known, reason: undefined, asked });
});

void t.test('a server that echoes the token cannot bring it into a label', async (t) => {
  const pages = { '/metrics/slis': none, '/metrics': none };
  const echoed = {
    '/version': '200 {"gitVersion":"v1-letmein"}',
    '/livez?verbose': '200 [+]ping ok\n[-]letmein failed',
  };
  t.same(await lookAt(t, { ...pages, ...echoed }), {
    ...known,
    gitVersion: undefined,
    reason: 'http_malformed',
    asked,
  });
});

void t.test('answers that an API server does not give', async (t) => {
  const pages = { '/version': version, '/livez?verbose': livez, '/metrics/slis': none, '/metrics': none };
  const odd: readonly (readonly [Readonly<Record<string, string>>, string | undefined])[] = [
    [{ '/version': '500 ' }, 'http_status'],
    [{ '/version': '302 ' }, 'http_status'],
    [{ '/version': '200 <html>' }, 'http_malformed'],
    [{ '/version': `200 ${'a'.repeat(300_000)}` }, 'http_malformed'],
    [{ '/version': none }, undefined],
    [{ '/livez?verbose': '503 ' }, 'http_status'],
    [{ '/livez?verbose': '401 ' }, undefined],
  ];
  for (const [change, reason] of odd) {
    t.equal((await lookAt(t, { ...pages, ...change })).reason, reason, Object.keys(change).join());
  }
});

void t.test('a connection that breaks keeps what was answered before', async (t) => {
  t.same(await lookAt(t, {}), { ...nothing, reason: 'reset', asked: ['/version'] });
  t.same(await lookAt(t, { '/version': version }), {
    ...known,
    health: [],
    reason: 'reset',
    asked: asked.slice(0, 2),
  });
});
