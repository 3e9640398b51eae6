import { once } from 'node:events';
import { connect } from 'node:net';
import type { TLSSocket } from 'node:tls';
import t from 'tap';
import { type DialOptions, dialTls } from '../../src/net/dial-tls.js';
import { servedCertificates } from '../../src/net/served-certificates.js';
import { tlsContext } from '../../src/net/tls-context.js';
import { createHeavyRsa } from '../fixtures/heavy-rsa.js';
import { type HostileChainKind, hostileChains, rsaSha256 } from '../fixtures/hostile-chains.js';
import { startHostileServers } from '../fixtures/hostile-servers.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { toPem } from '../fixtures/to-pem.js';
import { issueCa } from '../x509/go-fixture.js';
import { identityWith, startShowing, versions } from './served-flight.js';

const options = { host: '127.0.0.1', servername: '', rejectUnauthorized: false, secureContext: tlsContext() };

interface Outcome {
  readonly outcome: string;
  readonly certificates: number;
  /** Milliseconds of CPU time. */
  readonly cost: number;
}

/** Does one handshake, and closes. */
async function shake(dial: DialOptions, onSocket: (socket: TLSSocket) => void = () => undefined): Promise<Outcome> {
  const socket = dialTls({ ...options, ...dial });
  let outcome = 'closed';
  let certificates = 0;
  const before = process.cpuUsage();
  socket.on('error', (error: NodeJS.ErrnoException) => (outcome = String(error.code)));
  socket.once('secureConnect', () => {
    outcome = 'ok';
    certificates = servedCertificates(socket).length;
    onSocket(socket);
    socket.end();
  });
  await new Promise((resolve) => socket.resume().once('close', resolve));
  const { user, system } = process.cpuUsage(before);
  return { outcome, certificates, cost: (user + system) / 1000 };
}

void t.test('a chain arrives whole, whatever its length', async (t) => {
  const chains = [{}, { names: 150 }, { names: 4000 }, { cas: 20 }, { names: 200, cas: 60 }];
  for (const version of versions) {
    for (const chain of chains) {
      const port = await startShowing(t, identityWith(chain), { minVersion: version, maxVersion: version });
      const { outcome, certificates } = await shake({ port });
      t.same([outcome, certificates], ['ok', 1 + Math.min(63, chain.cas ?? 1)], `${JSON.stringify(chain)} ${version}`);
    }
  }
});

void t.test('every suite of TLS 1.3, and a second ClientHello', async (t) => {
  for (const ciphers of ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']) {
    for (const [cas, expected] of [
      [20, 'ok'],
      [300, 'ERR_SSL_CHAIN_TOO_COSTLY'],
    ] as const) {
      const identity = identityWith({ cas });
      const port = await startShowing(t, identity, { ciphers, minVersion: 'TLSv1.3', ecdhCurve: 'P-521' });
      t.equal((await shake({ port })).outcome, expected, `${ciphers}, ${cas} CAs`);
    }
  }
});

/** Those that keep OpenSSL busy. */
const costly: readonly HostileChainKind[] = ['constrained', 'signatures', 'wide'];

void t.test('hostile chains cost little, however they arrive', async (t) => {
  const kinds = Object.keys(hostileChains) as HostileChainKind[];
  const deliveries = ['bytes', 'records'] as const;
  const servers = await startHostileServers([
    ...kinds.flatMap((chain) => versions.map((version) => ({ chain, version }))),
    ...deliveries.map((delivery) => ({ chain: 'constrained', version: 'TLSv1.2', delivery }) as const),
  ]);
  t.teardown(() => servers.end());
  for (const [at, port] of servers.ports.entries()) {
    const chain = kinds[Math.floor(at / 2)] ?? 'constrained';
    const { outcome, cost } = await shake({ port });
    t.equal(outcome, costly.includes(chain) ? 'ERR_SSL_CHAIN_TOO_COSTLY' : 'ok', `${chain}, server ${at}`);
    if (costly.includes(chain)) {
      const below = connect(port, '127.0.0.1');
      t.match(
        await shake({ socket: below }),
        { outcome: 'ERR_SSL_CHAIN_TOO_COSTLY' },
        `${chain}, on another connection`,
      );
    }
    // OpenSSL takes half a second and more for each of the costly ones. In single bytes, every event of the loop counts as well.
    if (at < 2 * kinds.length) t.ok(cost < 200, `${chain}: ${cost} ms`);
  }
});

void t.test('few certificates with keys that take long are verified once', async (t) => {
  const heavy = createHeavyRsa('heavy');
  const key = heavy.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const [leaf, ca] = [
    issueCa(heavy, { algorithm: rsaSha256, serialNumber: [1] }),
    issueCa(heavy, { algorithm: rsaSha256 }),
  ];
  const port = await startShowing(t, { key, cert: toPem(leaf) + toPem(ca) });
  t.equal((await shake({ port })).outcome, 'ok');
  t.equal((await shake({ port })).outcome, 'ERR_SSL_CHAIN_TOO_COSTLY');
});

void t.test('knows its peer, and reports that it is connected', async (t) => {
  const port = await startShowing(t, identityWith({}));
  await shake({ port }, (socket) => t.match(socket, { remoteAddress: '127.0.0.1', remotePort: port }));
  const socket = dialTls({ ...options, port });
  await once(socket, 'connect');
  await once(socket, 'secureConnect');
  await once(socket.end().resume(), 'close');
});

void t.test('uses a connection that is open already', async (t) => {
  const below = connect(await startShowing(t, identityWith({})), '127.0.0.1');
  await once(below, 'connect');
  t.equal((await shake({ socket: below })).outcome, 'ok');
  t.equal(below.destroyed, true);
});

void t.test('errors have the codes of tls.connect', async (t) => {
  const reset = await startTcpServer(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  const close = await startTcpServer(t, (socket) => socket.once('data', () => socket.end()));
  const http = await startTcpServer(t, (socket) => socket.end(`HTTP/1.1 400 Bad Request\r\n\r\n${' '.repeat(9000)}`));
  const free = await startTcpServer(t, () => undefined);
  t.equal((await shake({ port: reset })).outcome, 'ECONNRESET');
  t.equal((await shake({ port: close })).outcome, 'ECONNRESET');
  t.match((await shake({ port: http })).outcome, /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/);
  t.equal((await shake({ port: 1 })).outcome, 'ECONNREFUSED');
  const socket = dialTls({ ...options, port: free });
  setImmediate(() => socket.destroy());
  await once(socket, 'close');
  t.equal(socket.destroyed, true);
});
