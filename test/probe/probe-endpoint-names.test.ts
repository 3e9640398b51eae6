import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { Report } from '../../src/probe/report.js';
import { createProbedCluster } from './probed-cluster.js';

const { start, issue, probe } = await createProbedCluster();
const loopbackSni = 'apiserver-loopback-client';

/** Each name as it is where it is covered, `!name` where not. */
const names = (report: Report): readonly string[] =>
  report.names.map(({ name, covered }) => (covered ? name : `!${name}`));

void t.test('a DNS name is sent as SNI; for an IP, the handshake without SNI decides', async (t) => {
  const named = {
    'api.example.com': await issue('by SNI', { dnsNames: ['api.example.com'], ipAddresses: ['203.0.113.10'] }),
  };
  const server = await start(t, { named });
  const report = await probe(server.port, { host: 'api.example.com', names: ['127.0.0.1', '203.0.113.10'] });
  t.equal(report.serving?.[0].subjectCommonName, 'by SNI');
  t.same(names(report), ['api.example.com', '127.0.0.1', '!203.0.113.10']);
  t.same([...server.seen.sniSeen].sort(), ['api.example.com', loopbackSni, undefined]);
  t.same(Object.keys(report.phases), ['connect', 'tls', 'loopback', 'names']);
});

void t.test('named certificates cover what the default one does not', async (t) => {
  const named = { '*.example.com': await issue('named', { dnsNames: ['*.example.com'] }) };
  const server = await start(t, { named });
  const report = await probe(server.port, { names: ['api.example.com', 'api.example.org', 'kubernetes'] });
  t.equal(report.serving?.[0].subjectCommonName, 'kube-apiserver');
  t.same(names(report), ['127.0.0.1', 'api.example.com', '!api.example.org', 'kubernetes']);
  const asked = ['api.example.com', 'api.example.org', loopbackSni, 'kubernetes', undefined];
  t.same([...server.seen.sniSeen].sort(), asked);
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
