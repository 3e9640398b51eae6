import t from 'tap';
import { createLoopback } from '../../demo/loopback.js';
import { startBalancer } from '../fixtures/balancer.js';
import { createProbedCluster } from './probed-cluster.js';
import { probeDependencies } from './simulated-cluster.js';
import { startSniRouter } from './sni-router.js';

const { startedAt, start, probe } = await createProbedCluster();

const [older, newer] = ['v1.36.1', 'v1.36.2'];

void t.test('a process is asked for its version once, and an upgrade shows at once', async (t) => {
  const server = await start(t, { http: { gitVersion: older, startedAt } });
  const dependencies = probeDependencies();
  const version = async (change: object = {}): Promise<string | undefined> =>
    (await probe(server.port, { http: true, ...change }, dependencies)).http?.gitVersion;
  t.equal(await version(), older);
  // No process does this. It shows that nobody has asked.
  server.replace({ http: { gitVersion: newer, startedAt } });
  t.equal(await version(), older);
  t.equal(await version({ name: 'another' }), newer, 'another target asks for itself');
  t.equal(await version({ loopback: false }), newer, 'who does not know the process asks');
  t.equal(await version(), older);
  server.restart((await createLoopback({ startedAt: startedAt + 60 })).identity, startedAt + 60);
  t.equal(await version(), newer);
});

void t.test('a front that takes over the answers is seen', async (t) => {
  const server = await start(t, { http: { gitVersion: older, startedAt } });
  const dependencies = probeDependencies();
  await probe(server.port, { http: true }, dependencies);
  server.replace({ http: { gitVersion: 'nonsense', startedAt, checks: [] } });
  t.match(await probe(server.port, { http: true }, dependencies), {
    http: { gitVersion: undefined },
    failures: [{ probe: 'http', reason: 'http_malformed' }],
  });
});

void t.test('behind a load balancer, each answer says its version', async (t) => {
  const loopbacks = await Promise.all([0, 60].map((later) => createLoopback({ startedAt: startedAt + later })));
  const servers = await Promise.all(
    loopbacks.map(({ identity }) => start(t, { loopback: identity, http: { gitVersion: older } })),
  );
  let connections = 0;
  const port = await startBalancer(t, () => servers[connections++ % 2]?.port);
  const dependencies = probeDependencies();
  const version = async (): Promise<string | undefined> =>
    (await probe(port, { http: true, loopbackLooks: 8 }, dependencies)).http?.gitVersion;
  t.equal(await version(), older);
  for (const server of servers) server.replace({ http: { gitVersion: newer } });
  t.equal(await version(), newer);
});

void t.test('behind a router by SNI, a server is asked each time', async (t) => {
  const [named, unnamed] = await Promise.all([start(t, { http: { gitVersion: older } }), start(t)]);
  const port = await startSniRouter(t, {
    byName: { kubernetes: 'other' },
    apiserver: unnamed.port,
    other: named.port,
  });
  const dependencies = probeDependencies();
  const target = { http: true, serverName: 'kubernetes' };
  const version = async (): Promise<string | undefined> => (await probe(port, target, dependencies)).http?.gitVersion;
  t.equal(await version(), older);
  named.replace({ http: { gitVersion: newer } });
  t.equal(await version(), newer, 'although the loopback certificate, which another server shows, is the same');
});
