import { once } from 'node:events';
import { createSecureContext } from 'node:tls';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import { connectVerified } from '../../src/kube/verified-connection.js';
import { systemClock } from '../../src/net/clock.js';
import { type Deadline, deadlineIn } from '../../src/net/deadline.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'], dnsNames: ['api'] });

async function open(
  port: number,
  change: Partial<ClusterAccess> = {},
  ca = authority.pem,
  deadline: Deadline = Infinity,
) {
  const secureContext = createSecureContext({ ca, allowPartialTrustChain: true });
  const connection = await connectVerified({
    access: accessTo(port, change),
    secureContext,
    decode: decodeCertificate,
    clock: systemClock,
    deadline,
  });
  if (connection.ok) await once(connection.socket.resume().end(), 'close');
  return connection;
}

async function start(
  t: Test,
  identity = serving.identity,
  options: Partial<Parameters<typeof startApiserver>[0]> = {},
) {
  const server = await startApiserver({ serving: identity, ...options });
  t.teardown(() => server.close());
  return server;
}

void t.test('a server with the right certificate is accepted', async (t) => {
  const server = await start(t);
  t.match(await open(server.port), { ok: true, verifiedAs: '127.0.0.1' });
  const serverName = { kind: 'dns', text: 'api' } as const;
  t.match(await open(server.port, { serverName }), { ok: true, verifiedAs: 'api' });
  const ipName = { kind: 'ip', text: '127.0.0.1' } as const;
  t.match(
    await open(server.port, {
      serverName: ipName,
      server: { host: { kind: 'dns', text: 'localhost' }, port: server.port, path: '' },
    }),
    {
      ok: true,
      verifiedAs: '127.0.0.1',
    },
  );
  t.same(server.seen.sniSeen, [undefined, 'api', undefined], 'an IP is never sent as SNI');
});

void t.test('an intermediate may be the anchor, as in Go', async (t) => {
  const intermediate = await authority.issueAuthority({ commonName: 'intermediate' });
  const leaf = await intermediate.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const server = await start(t, leaf.identity);
  t.match(await open(server.port, {}, intermediate.pem), { ok: true });
});

void t.test('a server with a wrong certificate is refused', async (t) => {
  const other = await createAuthority({ commonName: 'kubernetes' });
  const server = await start(t);
  t.match(await open(server.port, {}, other.pem), { ok: false, kind: 'untrusted', code: /CERT|VERIFY|SIGNATURE/ });
  const elsewhere = { kind: 'dns', text: 'elsewhere' } as const;
  t.same(await open(server.port, { serverName: elsewhere }), {
    ok: false,
    kind: 'wrong_name',
    message: 'its certificate is valid for api, 127.0.0.1, not elsewhere',
    code: undefined,
  });
  const expired = await authority.issue({ commonName: 'x', ipAddresses: ['127.0.0.1'], notBefore: 0, notAfter: 1 });
  t.match(await open((await start(t, expired.identity)).port), {
    ok: false,
    kind: 'untrusted',
    message: 'its certificate is not trusted (CERT_HAS_EXPIRED)',
    code: 'CERT_HAS_EXPIRED',
  });
  const client = await authority.issue({ commonName: 'ada', ipAddresses: ['127.0.0.1'], usage: 'client' });
  t.match(await open((await start(t, client.identity)).port), { kind: 'untrusted', code: 'INVALID_PURPOSE' });
});

void t.test('insecure-skip-tls-verify accepts any server, and says so', async (t) => {
  const other = await createAuthority({ commonName: 'kubernetes' });
  const server = await start(t);
  t.match(await open(server.port, { insecure: true }, other.pem), { ok: true, verifiedAs: undefined });
  t.match(await open(server.port, { insecure: true }), { ok: true, verifiedAs: undefined });
});

void t.test('no connection', async (t) => {
  const closed = await startApiserver({ serving: serving.identity });
  await closed.close();
  t.same(await open(closed.port), {
    ok: false,
    kind: 'unreachable',
    message: 'no connection (ECONNREFUSED)',
    code: 'ECONNREFUSED',
  });
  const plain = await startTcpServer(t, (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  t.match(await open(plain), { kind: 'tls', message: /^the TLS handshake failed \(E\w+\)$/ });
  const old = await start(t, serving.identity, { minVersion: 'TLSv1.3' });
  const tls12 = createSecureContext({ ca: authority.pem, maxVersion: 'TLSv1.2' });
  const dependencies = { decode: decodeCertificate, clock: systemClock, deadline: Infinity };
  const request = { access: accessTo(old.port), secureContext: tls12, ...dependencies };
  t.match(await connectVerified(request), { ok: false, kind: 'tls', code: /^E(?:RR_SSL|PROTO)/ });
});

void t.test('the deadline ends the connection, before and after the handshake', async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  t.same(await open(silent, {}, authority.pem, deadlineIn(0.05, systemClock)), {
    ok: false,
    kind: 'unreachable',
    message: 'the connection ended',
    code: undefined,
  });
  const server = await start(t);
  const secureContext = createSecureContext({ ca: authority.pem });
  const deadline = deadlineIn(0.5, systemClock);
  const dependencies = { decode: decodeCertificate, clock: systemClock, deadline };
  const connection = await connectVerified({ access: accessTo(server.port), secureContext, ...dependencies });
  if (!connection.ok) throw new Error(connection.message);
  await once(connection.socket, 'close');
  t.ok(systemClock.monotonic() >= deadline - 1, 'not before its time');
  t.equal(connection.socket.destroyed, true);
});
