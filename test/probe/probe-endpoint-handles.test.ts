import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { recordingDial } from '../fixtures/recording-dial.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { createProbedCluster } from './probed-cluster.js';
import { probeDependencies } from './simulated-cluster.js';

const { authority, start, issue, probe } = await createProbedCluster();

/** What keeps the process alive. */
function resources(): readonly string[] {
  const kinds = new Set(['Timeout', 'TCPSocketWrap', 'TCPServerWrap', 'TLSWrap', 'ConnectWrap', 'ShutdownWrap']);
  return process.getActiveResourcesInfo().filter((kind) => kinds.has(kind));
}

void t.test('leaves no socket, timer or handle open', async (t) => {
  const before = resources();
  const { dial, sockets } = recordingDial();
  const dependencies = probeDependencies({ dial });
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
