import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { connect } from 'node:tls';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createSecret } from '../../src/net/secret.js';
import { probeEndpoint, type EndpointDependencies } from '../../src/probe/probe-endpoint.js';
import type { Report } from '../../src/probe/report.js';
import { recordingDial } from '../fixtures/recording-dial.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { createCluster, createWorld } from './simulated-world.js';

const { authority, startedAt, start } = await createCluster();
const ca = [authority.der];
const loopbackSni = 'apiserver-loopback-client';
const issue = async (commonName: string, options: Omit<Parameters<typeof authority.issue>[0], 'commonName'> = {}) =>
  (await authority.issue({ commonName, ...options })).identity;

/** Probes 127.0.0.1; `host` is what the target calls it. */
function probe(
  port: number,
  { host = '127.0.0.1', ...target }: TargetChange & { readonly host?: string } = {},
  dependencies = createWorld(),
): Promise<Report> {
  return probeEndpoint(endpointOf({ ca, ...target, addresses: [`${host}:${port}`] }), dependencies, Infinity).done;
}

const cn = ({ serving }: Report): string | undefined => serving?.[0].subjectCommonName;
const names = (report: Report): readonly string[] =>
  report.names.map(({ name, covered }) => (covered ? name : `!${name}`));

/** What keeps the process alive. */
function resources(): readonly string[] {
  const kinds = new Set(['Timeout', 'TCPSocketWrap', 'TCPServerWrap', 'TLSWrap', 'ConnectWrap', 'ShutdownWrap']);
  return process.getActiveResourcesInfo().filter((kind) => kinds.has(kind));
}

void t.test('leaves no socket, timer or handle open', async (t) => {
  const before = resources();
  const { dial, sockets } = recordingDial();
  const dependencies = createWorld({ dial });
  const demanding = { clientCertificates: 'require', clientCa: authority.pem } as const;
  const closers: (() => unknown)[] = [];
  const scope = { teardown: (close: () => unknown) => closers.push(close) } as unknown as Test;
  const ports = [
    (await start(scope, { named: { 'api.example.com': await issue('named') } })).port,
    (await start(scope, demanding)).port,
    (await start(scope, { ...demanding, maxVersion: 'TLSv1.2' })).port,
    await startTcpServer(scope, () => undefined),
    await startTcpServer(scope, (socket) => socket.once('data', () => socket.resetAndDestroy())),
    await startTcpServer(scope, (socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n')),
    1,
  ];
  const target = { names: ['api.example.com', 'kubernetes'], timeout: 0.2, http: true, loopbackLooks: 2 };
  for (let i = 0; i < 2; i++) await Promise.all(ports.map((port) => probe(port, target, dependencies)));
  await Promise.all(closers.map((close) => close()));
  t.ok(sockets.length >= 2 * ports.length);
  t.equal(sockets.filter(({ destroyed }) => !destroyed).length, 0);
  for (const socket of sockets) if (!socket.closed) await once(socket, 'close');
  // libuv's own close callbacks come at the end of a turn of the event loop.
  for (let turn = 0; turn < 3; turn++) await setImmediate();
  t.same(resources(), before);
});

void t.test('a healthy API server by its IP: no SNI but the one for the loopback certificate', async (t) => {
  const server = await start(t);
  const report = await probe(server.port, { name: 'prod', labels: { region: 'eu' }, names: ['kubernetes'] });
  t.match(report, {
    target: 'prod',
    labels: { region: 'eu' },
    address: `127.0.0.1:${server.port}`,
    trust: { state: 'trusted' },
    loopback: { state: 'found', startedAt, chain: { length: 2 } },
    names: [
      { name: '127.0.0.1', role: 'instance', covered: true },
      { name: 'kubernetes', role: 'client', covered: true },
    ],
    failures: { length: 0 },
    tlsVersion: 'TLSv1.3',
  });
  t.equal(cn(report), 'kube-apiserver');
  t.equal(report.http, undefined);
  t.same(Object.keys(report.phases), ['connect', 'tls', 'loopback']);
  for (const seconds of Object.values(report.phases)) t.ok(seconds > 0 && seconds < 5);
  t.ok(Math.abs(report.observedAt - Date.now() / 1000) < 5);
  t.same(server.seen.sniSeen, [undefined, loopbackSni]);
  t.match(server.seen, { connections: 2, handshakes: 2, handshakeErrors: 0, connectionErrors: 0 });
});

void t.test('by a DNS name, that is the SNI; an IP is judged by a handshake without', async (t) => {
  const named = {
    'api.example.com': await issue('by SNI', { dnsNames: ['api.example.com'], ipAddresses: ['203.0.113.10'] }),
  };
  const server = await start(t, { named });
  const report = await probe(server.port, { host: 'api.example.com', names: ['127.0.0.1', '203.0.113.10'] });
  t.equal(cn(report), 'by SNI');
  t.same(names(report), ['api.example.com', '127.0.0.1', '!203.0.113.10']);
  t.same([...server.seen.sniSeen].sort(), ['api.example.com', loopbackSni, undefined]);
  t.same(Object.keys(report.phases), ['connect', 'tls', 'loopback', 'names']);
});

void t.test('named certificates cover what the default one does not', async (t) => {
  const named = { '*.example.com': await issue('named', { dnsNames: ['*.example.com'] }) };
  const server = await start(t, { named });
  const report = await probe(server.port, { names: ['api.example.com', 'api.example.org', 'kubernetes'] });
  t.equal(cn(report), 'kube-apiserver');
  t.same(names(report), ['127.0.0.1', 'api.example.com', '!api.example.org', 'kubernetes']);
  t.same([...server.seen.sniSeen].sort(), ['api.example.com', 'api.example.org', loopbackSni, undefined]);
});

void t.test('behind a proxy that ends TLS there is no loopback certificate', async (t) => {
  const server = await start(t, { loopback: undefined });
  const report = await probe(server.port, { http: true });
  t.match(report, { loopback: { state: 'not_served' }, http: { gitVersion: 'v1.20.2' }, failures: { length: 0 } });
  t.ok(report.phases.loopback !== undefined, 'it was asked for');
});

void t.test('a listener like that of K3s is not asked for any name', async (t) => {
  const generator = await createAuthority({ commonName: 'dynamiclistener-ca', organization: 'dynamiclistener-org' });
  const listeners = [
    await issue('k3s', { organization: 'k3s' }),
    (await generator.issue({ commonName: 'server' })).identity,
  ];
  for (const identity of listeners) {
    const server = await start(t, { serving: identity });
    const report = await probe(server.port, { names: ['api.example.com', 'kubernetes', '10.96.0.1'] });
    t.match(report.loopback, { state: 'not_asked', because: 'dynamiclistener' });
    t.same(names(report), ['!127.0.0.1', '!api.example.com', '!kubernetes', '!10.96.0.1']);
    t.same(server.seen.sniSeen, [undefined]);
    t.same(Object.keys(report.phases), ['connect', 'tls']);
  }
});

void t.test('a served certificate is shown, whatever is wrong with it', async (t) => {
  const now = Math.floor(Date.now() / 1000);
  const stranger = await createAuthority({ commonName: 'stranger' });
  const ipAddresses = ['127.0.0.1'];
  const wrong = {
    expired: await issue('expired', { notBefore: now - 7200, notAfter: now - 3600, ipAddresses }),
    'not yet valid': await issue('early', { notBefore: now + 3600, notAfter: now + 7200, ipAddresses }),
    'for another name': await issue('other', { dnsNames: ['other.example'] }),
    untrusted: (await stranger.issue({ commonName: 'untrusted', ipAddresses })).identity,
  };
  const states = await Promise.all(
    Object.entries(wrong).map(async ([what, identity]) => {
      const { serving, trust, names, failures } = await probe((await start(t, { serving: identity })).port);
      return [
        what,
        [serving?.[0].subjectCommonName, trust.state, names.map(({ covered }) => covered), failures.length],
      ];
    }),
  );
  t.same(Object.fromEntries(states), {
    expired: ['expired', 'trusted', [true], 0],
    'not yet valid': ['early', 'trusted', [true], 0],
    'for another name': ['other', 'trusted', [false], 0],
    untrusted: ['untrusted', 'untrusted', [true], 0],
  });
});

void t.test('trust is unknown without a CA', async (t) => {
  t.match(await probe((await start(t)).port, { ca: undefined }), { trust: { state: 'unknown' } });
});

void t.test('a server that demands a client certificate: all is shown, and the reason', async (t) => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await start(t, {
      clientCertificates: 'require',
      clientCa: authority.pem,
      minVersion: version,
      maxVersion: version,
    });
    const report = await probe(server.port, { http: true });
    t.match(report, { trust: { state: 'trusted' }, loopback: { state: 'found' }, names: [{ covered: true }] }, version);
    t.equal(cn(report), 'kube-apiserver');
    const reason = version === 'TLSv1.2' ? 'handshake' : 'client_certificate_required';
    t.same(report.failures, [{ probe: 'serving', reason }], version);
    t.equal(report.tlsVersion, version === 'TLSv1.2' ? undefined : version);
  }
});

void t.test('over HTTP: what anybody may ask', async (t) => {
  const http = { gitVersion: 'v1.36.1', checks: ['ping', 'etcd'], failing: ['etcd'], startedAt };
  const server = await start(t, { http });
  const report = await probe(server.port, { http: true });
  t.same(report.http, {
    gitVersion: 'v1.36.1',
    health: [
      { check: 'ping', healthy: true },
      { check: 'etcd', healthy: false },
    ],
    startedAt: undefined,
  });
  t.same(report.failures, []);
  t.same(Object.keys(report.phases), ['connect', 'tls', 'loopback', 'http']);
  t.match(server.seen, { connections: 2, connectionErrors: 0 }, 'on the connection of the serving handshake');
});

void t.test('without credentials there is no start time, and a page that is not JSON is reported', async (t) => {
  const report = await probe((await start(t, { http: { gitVersion: 'nonsense' } })).port, { http: true });
  t.match(report, {
    http: { gitVersion: undefined, startedAt: undefined },
    failures: [{ probe: 'http', reason: 'http_malformed' }],
  });
});

void t.test('the loopback certificate is not probed where that is switched off', async (t) => {
  const server = await start(t);
  t.match(await probe(server.port, { loopback: false }), { loopback: { state: 'not_asked', because: 'disabled' } });
  t.same(server.seen.sniSeen, [undefined]);
});

void t.test('a certificate that cannot be decoded is a reason', async (t) => {
  const decode: EndpointDependencies['decode'] = () => ({ ok: false, reason: 'certificate_malformed', message: '' });
  const report = await probe((await start(t)).port, {}, createWorld({ decode }));
  t.match(report, {
    serving: undefined,
    trust: { state: 'unknown' },
    loopback: { state: 'not_asked', because: 'no_serving_handshake' },
    names: { length: 0 },
    failures: [{ probe: 'serving', reason: 'certificate_malformed' }],
  });
});

void t.test('a chain that is too long is cut, and the cut is reported', async (t) => {
  let issuer = authority;
  for (let i = 0; i < 10; i++) issuer = await issuer.issueAuthority({ commonName: `intermediate ${i}` });
  const { identity } = await issuer.issue({ commonName: 'deep', ipAddresses: ['127.0.0.1'] });
  const report = await probe((await start(t, { serving: identity })).port);
  t.match(report, { serving: { length: 10 }, truncated: ['chain'], failures: { length: 0 } });
  t.equal(cn(report), 'deep');
  t.same((await probe((await start(t)).port)).truncated, []);
});

void t.test('nothing listens', async (t) => {
  const server = await startApiserver({ serving: await issue('gone') });
  await server.close();
  const report = await probe(server.port, { names: ['kubernetes'] });
  t.same(report.failures, [{ probe: 'serving', reason: 'refused' }]);
  t.match(report, { serving: undefined, names: { length: 0 }, tlsVersion: undefined });
  t.same(report.phases, {});
});

void t.test("the target's timeout applies, and so does an earlier deadline", async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  const cases = [
    { timeout: 0.1, outer: Infinity },
    { timeout: 60, outer: deadlineIn(0.1, systemClock) },
  ];
  await Promise.all(
    cases.map(async ({ timeout, outer }) => {
      const begun = systemClock.monotonic();
      const endpoint = endpointOf({ timeout, addresses: [`127.0.0.1:${silent}`] });
      const report = await probeEndpoint(endpoint, createWorld(), outer).done;
      t.same(report.failures, [{ probe: 'serving', reason: 'tls_timeout' }]);
      t.ok(systemClock.monotonic() - begun < 1000);
    }),
  );
});

void t.test('shows at any moment what is known by then', async (t) => {
  const server = await start(t);
  const endpoint = endpointOf({ ca, addresses: [`127.0.0.1:${server.port}`] });
  const seen: Report[] = [];
  const spy = createWorld({
    dial: (options) => {
      seen.push(probed.soFar());
      return connect(options).once('secureConnect', () => seen.push(probed.soFar()));
    },
  });
  const probed = probeEndpoint(endpoint, spy, Infinity);
  const report = await probed.done;
  t.equal(probed.soFar(), report);
  t.same(
    seen.map(({ serving, loopback, failures }) => [serving !== undefined, loopback.state, failures]),
    [
      [false, 'not_asked', [{ probe: 'serving', reason: 'connect_timeout' }]],
      [false, 'not_asked', [{ probe: 'serving', reason: 'tls_timeout' }]],
      [true, 'failed', [{ probe: 'loopback', reason: 'tls_timeout' }]],
      [true, 'failed', [{ probe: 'loopback', reason: 'tls_timeout' }]],
    ],
  );
});

void t.test('the start time is asked for with a login, and once for each process', async (t) => {
  const server = await start(t, { http: { token: 'letmein', startedAt: startedAt + 0.25 } });
  const login = { token: createSecret('letmein'), clientContext: undefined };
  const dependencies = createWorld();
  const startTime = async (): Promise<number | undefined> =>
    (await probe(server.port, { http: true, login }, dependencies)).http?.startedAt;
  t.equal(await startTime(), startedAt + 0.25);
  server.replace({ http: { token: 'letmein', startedAt: 1 } });
  t.equal(await startTime(), startedAt + 0.25, 'the same process: not asked again');
  const other = await probe(server.port, { http: true, name: 'another' }, dependencies);
  t.equal(
    other.http?.startedAt,
    undefined,
    'a target without a login does not get the start time that another target read',
  );
  server.restart((await createLoopback({ startedAt: startedAt + 60 })).identity, startedAt + 60);
  t.equal(await startTime(), startedAt + 60);
});
