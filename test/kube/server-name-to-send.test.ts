import { once } from 'node:events';
import { createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { createAuthority, type Identity } from '../../demo/pki.js';
import { namedServer, serverNameToSend } from '../../src/kube/server-name-to-send.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createSniMemory } from '../../src/net/sni-memory.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'dynamiclistener-ca@1' });
const listener = (await authority.issue({ commonName: 'k3s', dnsNames: ['kubernetes'] })).identity;
const ordinary = (await (await createAuthority({ commonName: 'ca' })).issue({ commonName: 'kube-apiserver' })).identity;
const serverName = { kind: 'dns', text: 'api.example.com' } as const;

/** Starts a server that shows this, and returns its port and what it has seen. */
async function start(t: Test, identity: Identity) {
  const seen = { connections: 0, names: [] as string[] };
  const server = createServer({
    ...identity,
    SNICallback: (name, done) => {
      seen.names.push(name);
      done(null);
    },
  });
  server.on('connection', () => (seen.connections += 1));
  return { port: await listenOnLoopback(t, server), seen };
}

const contact = (port: number, sni = createSniMemory()) => ({
  access: accessTo(port, { serverName }),
  decode: decodeCertificate,
  sni,
  clock: systemClock,
  deadline: deadlineIn(1, systemClock),
});

void t.test('a server is met without SNI, unless it is known', async (t) => {
  const { port, seen } = await start(t, ordinary);
  const sni = createSniMemory();
  t.equal(await serverNameToSend(contact(port, sni)), 'api.example.com');
  t.same(seen, { connections: 1, names: [] });
  sni.learn(namedServer(accessTo(port), 'api.example.com'), true);
  t.equal(await serverNameToSend(contact(port, sni)), 'api.example.com');
  t.equal(seen.connections, 1);
});

void t.test('a listener of dynamiclistener gets none, and an IP is none', async (t) => {
  const { port } = await start(t, listener);
  t.equal(await serverNameToSend(contact(port)), undefined);
  t.equal(await serverNameToSend({ ...contact(1), access: accessTo(1) }), undefined);
});

void t.test('a server that shows nothing without SNI, soon', async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  const begun = systemClock.monotonic();
  t.equal(await serverNameToSend(contact(silent)), 'api.example.com');
  t.ok(systemClock.monotonic() - begun < 900);
  const closing = await startTcpServer(t, (socket) => socket.end());
  t.equal(await serverNameToSend(contact(closing)), 'api.example.com');
  const plain = await startTcpServer(
    t,
    (socket) => void once(socket, 'data').then(() => socket.end('HTTP/1.1 400\r\n\r\n')),
  );
  t.equal(await serverNameToSend(contact(plain)), 'api.example.com');
});
