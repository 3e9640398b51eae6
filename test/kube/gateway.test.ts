import t, { type Test } from 'tap';
import { type ApiserverOptions, startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { isGatewayAt } from '../../src/kube/gateway.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createSniMemory } from '../../src/net/sni-memory.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const issue = async (commonName: string, ...dnsNames: readonly string[]) =>
  (await authority.issue({ commonName, dnsNames, ipAddresses: ['127.0.0.1'] })).identity;
const ofApiserver = await issue('kube-apiserver', 'kubernetes.default.svc');
const ofGateway = await issue('gateway.example.com', 'gateway.example.com');
const loopback = (await createLoopback({ startedAt: 1_700_000_000 })).identity;

function isGateway(port: number, path = '', mayAsk = true): Promise<boolean> {
  const { server, ...access } = accessTo(port);
  const contact = {
    access: { ...access, server: { ...server, path } },
    decode: decodeCertificate,
    sni: createSniMemory(),
    clock: systemClock,
    deadline: deadlineIn(5, systemClock),
  };
  return isGatewayAt(contact, mayAsk);
}

async function start(t: Test, options: ApiserverOptions) {
  const server = await startApiserver(options);
  t.teardown(() => server.close());
  return server;
}

void t.test('what answers as a kube-apiserver does, or has its certificate, is none', async (t) => {
  t.equal(await isGateway((await start(t, { serving: ofApiserver, loopback })).port), false);
  t.equal(await isGateway((await start(t, { serving: ofGateway, loopback })).port), false, 'TLS goes through');
  t.equal(await isGateway((await start(t, { serving: ofApiserver })).port), false, 'the CA is the same');
});

void t.test('what shows a certificate of its own is one', async (t) => {
  const { port } = await start(t, { serving: ofGateway });
  t.equal(await isGateway(port), true);
});

void t.test('no server counts a handshake error', async (t) => {
  for (const options of [{ serving: ofApiserver, loopback }, { serving: ofGateway }]) {
    const server = await start(t, options);
    await isGateway(server.port);
    await server.close();
    t.match(server.seen, { connections: 2, handshakes: 2, handshakeErrors: 0, connectionErrors: 0 });
  }
});

void t.test('a server with a path is one, and nothing is asked', async (t) => {
  const { port, seen } = await start(t, { serving: ofApiserver, loopback });
  t.equal(await isGateway(port, '/k8s/clusters/c-1'), true);
  t.equal(seen.connections, 0);
});

void t.test('a listener like that of K3s is not asked for a name', async (t) => {
  const { port, seen } = await start(t, { serving: await issue('dynamiclistener') });
  t.equal(await isGateway(port), false);
  t.same(new Set(seen.sniSeen), new Set([undefined]));
});

void t.test('nothing is asked where the probe for the loopback certificate is switched off', async (t) => {
  const { port, seen } = await start(t, { serving: ofGateway });
  t.equal(await isGateway(port, '', false), false);
  t.equal(await isGateway(port, '/k8s/clusters/c-1', false), true);
  t.equal(seen.connections, 0);
});

void t.test('what cannot be asked is none', async (t) => {
  t.equal(await isGateway(await startTcpServer(t, (socket) => socket.destroy())), false);
  t.equal(await isGateway(1), false);
});
