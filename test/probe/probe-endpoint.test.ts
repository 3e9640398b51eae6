import { connect } from 'node:tls';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { probeEndpoint } from '../../src/probe/probe-endpoint.js';
import type { Report } from '../../src/probe/report.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { endpointOf } from './endpoint-fixture.js';
import { createProbedCluster } from './probed-cluster.js';
import { probeDependencies } from './simulated-cluster.js';

const { authority, startedAt, start, issue, probe } = await createProbedCluster();

void t.test('a healthy API server by its IP: the SNI of the loopback certificate, and of each DNS name', async (t) => {
  const server = await start(t);
  const report = await probe(server.port, { name: 'prod', labels: { region: 'eu' }, names: ['kubernetes'] });
  t.match(report, {
    target: 'prod',
    labels: { region: 'eu' },
    address: `127.0.0.1:${server.port}`,
    trust: { state: 'trusted' },
    loopback: { state: 'found', startedAt, chain: { length: 2 } },
    names: [
      { name: '127.0.0.1', role: 'instance', covered: true, verdict: { accepted: true }, shown: undefined },
      { name: 'kubernetes', role: 'client', covered: true, verdict: { accepted: true }, shown: undefined },
    ],
    failures: { length: 0 },
    tlsVersion: 'TLSv1.3',
  });
  t.equal(report.serving?.[0].subjectCommonName, 'kube-apiserver');
  t.equal(report.http, undefined);
  t.same(Object.keys(report.phases), ['connect', 'tls', 'loopback', 'names']);
  for (const seconds of Object.values(report.phases)) t.ok(seconds > 0 && seconds < 5);
  t.ok(Math.abs(report.observedAt - Date.now() / 1000) < 5);
  t.same([...server.seen.sniSeen].sort(), ['apiserver-loopback-client', 'kubernetes', undefined]);
  t.match(server.seen, { connections: 3, handshakes: 3, handshakeErrors: 0, connectionErrors: 0 });
});

void t.test('behind a proxy that ends TLS there is no loopback certificate', async (t) => {
  const server = await start(t, { loopback: undefined });
  const report = await probe(server.port, { http: true });
  t.match(report, { loopback: { state: 'not_served' }, http: { gitVersion: 'v1.20.2' }, failures: { length: 0 } });
  t.ok(report.phases.loopback !== undefined, 'it was asked for');
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
      const verdicts = names.map(({ covered, verdict }) => [covered, verdict?.accepted === false && verdict.reason]);
      return [what, [serving?.[0].subjectCommonName, trust.state, ...verdicts, failures.length]];
    }),
  );
  t.same(Object.fromEntries(states), {
    expired: ['expired', 'trusted', [true, 'expired'], 0],
    'not yet valid': ['early', 'trusted', [true, 'not_yet_valid'], 0],
    'for another name': ['other', 'trusted', [false, 'name'], 0],
    untrusted: ['untrusted', 'untrusted', [true, 'unknown_authority'], 0],
  });
});

void t.test('trust is unknown without a CA', async (t) => {
  const unknown = { trust: { state: 'unknown', refusal: undefined }, names: [{ covered: true, verdict: undefined }] };
  t.match(await probe((await start(t)).port, { ca: undefined }), unknown);
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
    t.equal(report.serving?.[0].subjectCommonName, 'kube-apiserver');
    const reason = version === 'TLSv1.2' ? 'handshake' : 'client_certificate_required';
    t.same(report.failures, [{ probe: 'serving', reason }], version);
    t.equal(report.tlsVersion, version === 'TLSv1.2' ? undefined : version);
  }
});

void t.test('the loopback certificate is not probed where that is switched off', async (t) => {
  const server = await start(t);
  t.match(await probe(server.port, { loopback: false }), { loopback: { state: 'not_asked', because: 'disabled' } });
  t.same(server.seen.sniSeen, [undefined]);
});

void t.test('a certificate that cannot be decoded is a reason', async (t) => {
  const broken = await issue('broken', { extensions: [{ oid: '2.5.29.17', value: Uint8Array.of(1) }] });
  const server = await start(t, { serving: broken });
  const refusal = { reason: 'malformed', message: /^tls: failed to parse certificate from server: / };
  const seen = {
    serving: undefined,
    loopback: { state: 'not_asked', because: 'no_serving_handshake' },
    names: [{ name: '127.0.0.1', covered: undefined, verdict: refusal, shown: undefined }],
    failures: [{ probe: 'serving', reason: 'certificate_malformed' }],
  };
  t.match(await probe(server.port), { ...seen, trust: { state: 'untrusted', refusal } });
  t.match(await probe(server.port, { ca: undefined }), { ...seen, trust: { state: 'unknown', refusal } });
});

void t.test('a chain that is too long is cut, and the cut is reported', async (t) => {
  let issuer = authority;
  for (let i = 0; i < 10; i++) issuer = await issuer.issueAuthority({ commonName: `intermediate ${i}` });
  const { identity } = await issuer.issue({ commonName: 'deep', ipAddresses: ['127.0.0.1'] });
  const report = await probe((await start(t, { serving: identity })).port);
  t.match(report, { serving: { length: 10 }, truncated: ['chain'], failures: { length: 0 } });
  t.equal(report.serving?.[0].subjectCommonName, 'deep');
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
      const report = await probeEndpoint(endpoint, probeDependencies(), outer).done;
      t.same(report.failures, [{ probe: 'serving', reason: 'tls_timeout' }]);
      t.ok(systemClock.monotonic() - begun < 1000);
    }),
  );
});

void t.test('shows at any moment what is known by then', async (t) => {
  const server = await start(t);
  const endpoint = endpointOf({ ca: [authority.der], addresses: [`127.0.0.1:${server.port}`] });
  const seen: Report[] = [];
  const spy = probeDependencies({
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
      [true, 'failed', ['loopback', 'name'].map((probe) => ({ probe, reason: 'tls_timeout' }))],
      [true, 'failed', [{ probe: 'loopback', reason: 'tls_timeout' }]],
    ],
  );
});
