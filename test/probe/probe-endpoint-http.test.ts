import t from 'tap';
import { createLoopback } from '../../demo/loopback.js';
import { createSecret } from '../../src/net/secret.js';
import { startBalancer } from '../fixtures/balancer.js';
import { startSniRouter } from './sni-router.js';
import { createProbedCluster } from './probed-cluster.js';
import { probeDependencies } from './simulated-cluster.js';

const { startedAt, start, probe } = await createProbedCluster();

void t.test('over HTTP: what anybody may ask', async (t) => {
  const http = { gitVersion: 'v1.36.1', checks: ['ping', 'etcd'], failing: ['etcd'], startedAt };
  const server = await start(t, { http });
  const report = await probe(server.port, { http: true });
  t.match(report.http, {
    gitVersion: 'v1.36.1',
    health: [
      { check: 'ping', healthy: true },
      { check: 'etcd', healthy: false },
    ],
    startedAt: undefined,
    clockSkew: Number,
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

void t.test('the start time is asked for with a login, and once for each process', async (t) => {
  const server = await start(t, { http: { token: 'letmein', startedAt: startedAt + 0.25 } });
  const login = { token: createSecret('letmein'), clientContext: undefined };
  const dependencies = probeDependencies();
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

void t.test('behind a load balancer, the start time of one process is not taken for that of another', async (t) => {
  const servers = [await start(t, { http: { token: 'letmein', startedAt: 1e9 } })];
  const later = (await createLoopback({ startedAt: startedAt + 60 })).identity;
  servers.push(await start(t, { loopback: later, http: { token: 'letmein', startedAt: 2e9 } }));
  let connections = 0;
  const port = await startBalancer(t, () => servers[connections++ % 2]?.port);
  const login = { token: createSecret('letmein'), clientContext: undefined };
  const dependencies = probeDependencies();
  const place = { target: 'prod', address: `127.0.0.1:${port}`, serverName: undefined };
  dependencies.processes.learn(place, 'a', { startedAt: 7, gitVersion: 'v1.36.1' });
  const target = { http: true, login, loopbackLooks: 8 };
  const report = await probe(port, { ...target, name: place.target }, dependencies);
  t.match(report, { loopback: { processes: { length: 2 } }, http: { startedAt: undefined } });
  t.equal(dependencies.processes.hasVersion(place), false);
  t.same(dependencies.processes.get(place, 'a'), {});
});

void t.test('HTTP is asked where the handshake for the loopback certificate hangs', async (t) => {
  const server = await start(t, { http: { token: 'letmein', startedAt } });
  const byName = { 'apiserver-loopback-client': 'silent' } as const;
  const port = await startSniRouter(t, { byName, apiserver: server.port, other: server.port });
  const login = { token: createSecret('letmein'), clientContext: undefined };
  const report = await probe(port, { http: true, login, timeout: 1 });
  t.match(report, { http: { gitVersion: 'v1.20.2', startedAt }, failures: [{ probe: 'loopback' }] });
  t.equal(report.failures.length, 1);
});
