import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import { type ApiClientOptions, createApiClient } from '../../src/kube/api-client.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import { systemClock } from '../../src/net/clock.js';
import { createSecret } from '../../src/net/secret.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { accessTo, answerJson, startSimulatedApi } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
const ada = await authority.issue({ commonName: 'ada', usage: 'client' });

const login = (certificate: IssuedCertificate, key = certificate.key) => ({
  ca: [authority.der],
  clientCertificate: { certificate: certificate.pem, key: createSecret(key) },
  token: createSecret('s3cret'),
});

function clientFor(port: number, access: Partial<ClusterAccess> = {}, options: Partial<ApiClientOptions> = {}) {
  return createApiClient({
    access: accessTo(port, access),
    credentials: login(ada),
    timeout: 10,
    clock: systemClock,
    userAgent: 'apiserver-cert-exporter/1.2.3',
    ...toKnownServers,
    ...options,
  });
}

const start = (t: Test, answer: RequestListener) => startSimulatedApi(t, serving.identity, answer);

void t.test('asks politely and reads JSON', async (t) => {
  const api = await start(t, answerJson({ '/gw/api?x=1': { kind: 'Service' } }));
  const server = { host: { kind: 'ip', text: '127.0.0.1' }, port: api.port, path: '/gw' } as const;
  const client = clientFor(api.port, { server });
  t.same(await client.get('/api?x=1'), { ok: true, json: { kind: 'Service' }, verifiedAs: '127.0.0.1' });
  t.same(api.seen, [
    {
      path: '/gw/api?x=1',
      headers: {
        host: `127.0.0.1:${api.port}`,
        accept: 'application/json',
        'user-agent': 'apiserver-cert-exporter/1.2.3',
        authorization: 'Bearer s3cret',
        connection: 'close',
      },
      sni: undefined,
      clientName: 'ada',
    },
  ]);
  t.match(await client.get('/other'), { ok: false, failure: { kind: 'not_found', message: /status 404: the server/ } });
  await client.get('/api?x=1', 'application/json;as=Table');
  t.equal(api.seen[2]?.headers.accept, 'application/json;as=Table');
});

void t.test('without credentials, none are sent', async (t) => {
  const api = await start(t, answerJson({ '/': {} }));
  const none = { ca: [authority.der], clientCertificate: undefined, token: undefined };
  t.match(await clientFor(api.port, {}, { credentials: none }).get('/'), { ok: true });
  t.match(await clientFor(api.port, { insecure: true }).get('/'), { ok: true, verifiedAs: undefined });
  const unsupported = [{ file: '/k', path: 'exec', message: 'no' }];
  t.match(await clientFor(api.port, { unsupported }).get('/'), { ok: true, verifiedAs: '127.0.0.1' });
  t.same(
    api.seen.map(({ headers, clientName }) => [headers.authorization, clientName]),
    [
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

void t.test('nothing is sent to a server that cannot be verified', async (t) => {
  const api = await start(t, answerJson({ '/': {} }));
  const other = await createAuthority({ commonName: 'kubernetes' });
  const wrongCa = clientFor(api.port, {}, { credentials: { ...login(ada), ca: [other.der] } });
  t.match(await wrongCa.get('/'), {
    ok: false,
    failure: { kind: 'untrusted', message: /^https:\/\/127\.0\.0\.1:\d+: / },
  });
  const publicRoots = clientFor(api.port, { ca: undefined }, { credentials: { ...login(ada), ca: undefined } });
  t.match(await publicRoots.get('/'), { ok: false, failure: { kind: 'untrusted' } });
  const wrongName = clientFor(api.port, { serverName: { kind: 'dns', text: 'elsewhere' } });
  t.match(await wrongName.get('/'), { ok: false, failure: { kind: 'wrong_name' } });
  t.same(api.seen, []);
});

void t.test('redirects are not followed, and no failure contains a credential', async (t) => {
  const status =
    (code: number, body: string): RequestListener =>
    (request, response) => {
      response.writeHead(code, { Location: '/elsewhere' });
      response.end(body.replace('ECHO', request.headers.authorization ?? ''));
    };
  for (const [code, kind] of [
    [302, 'redirect'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [500, 'status'],
  ] as const) {
    const api = await start(t, status(code, '{"message":"got ECHO"}'));
    const answer = await clientFor(api.port).get('/');
    t.match(answer, { ok: false, failure: { kind, message: new RegExp(`status ${code}`) } });
    t.notMatch(JSON.stringify(answer), 's3cret');
    t.equal(api.seen.length, 1);
  }
});

void t.test('answers that are too large, or not usable', async (t) => {
  const large = await start(t, (_request, response) => response.end(JSON.stringify('x'.repeat(100))));
  t.match(await clientFor(large.port, {}, { maxBytes: 50 }).get('/'), { failure: { kind: 'too_large' } });
  t.match(await clientFor(large.port).get('/'), { ok: true });
  const html = await start(t, (_request, response) => response.end('<html>'));
  t.match(await clientFor(html.port).get('/'), { failure: { kind: 'malformed' } });
});

void t.test('the timeout covers the whole request', async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  const begun = performance.now();
  t.match(await clientFor(silent, {}, { timeout: 0.05 }).get('/'), {
    failure: { kind: 'timeout', message: `https://127.0.0.1:${silent}: no whole answer within 0.05 s` },
  });
  t.ok(performance.now() - begun < 5000);
  const slow = await start(t, (_request, response) => {
    const drip = setInterval(() => response.write(' '), 5);
    response.on('close', () => clearInterval(drip));
  });
  t.match(await clientFor(slow.port, {}, { timeout: 0.3 }).get('/'), { failure: { kind: 'timeout' } });
});

void t.test('a client certificate that cannot be used', async (t) => {
  const other = await authority.issue({ commonName: 'bob', usage: 'client' });
  for (const credentials of [login(ada, other.key), login(ada, 'no key')]) {
    const answer = await clientFor(1, {}, { credentials }).get('/');
    t.match(answer, {
      ok: false,
      failure: { kind: 'credentials', message: /cannot be used, or do not belong together/ },
    });
  }
});

void t.test('a server that demands a client certificate refuses after the handshake', async (t) => {
  const server = await startApiserver({
    serving: serving.identity,
    clientCertificates: 'require',
    clientCa: authority.pem,
  });
  t.teardown(() => server.close());
  const none = { ca: [authority.der], clientCertificate: undefined, token: undefined };
  const answer = await clientFor(server.port, {}, { credentials: none }).get('/');
  t.match(answer, { ok: false, failure: { kind: 'tls', code: /CERTIFICATE_REQUIRED/ } });
  t.match(await clientFor(server.port).get('/version'), { ok: true, json: { gitVersion: 'v1.20.2' } });
});

void t.test('a request is made once more after its connection breaks', async (t) => {
  const api = await start(t, answerJson({ '/': {} }));
  let connections = 0;
  const balancer = await startTcpServer(t, (socket) => {
    connections += 1;
    if (connections !== 2) return void socket.resetAndDestroy();
    const backend = connect(api.port, '127.0.0.1');
    socket.pipe(backend).pipe(socket);
    backend.on('error', () => undefined);
  });
  t.match(await clientFor(balancer).get('/'), { ok: true });
  t.match(await clientFor(balancer).get('/'), { ok: false, failure: { kind: 'unreachable' } });
  t.equal(connections, 4, 'and no more than that');
});
