import { once } from 'node:events';
import { createSecureContext } from 'node:tls';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import { type ConnectionRequest, connectVerified } from '../../src/kube/verified-connection.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { parseProxyUrl } from '../../src/net/proxy.js';
import { postQuantumContext, tlsContext } from '../../src/net/tls-context.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'], dnsNames: ['api'] });
const secureContext = tlsContext();

/** Connects to this port, and closes the connection if there is one. */
async function open(port: number, change: Partial<ClusterAccess> = {}, request: Partial<ConnectionRequest> = {}) {
  const connection = await connectVerified({
    access: accessTo(port, change),
    ca: [authority.der],
    secureContext,
    ...toKnownServers,
    clock: systemClock,
    deadline: Infinity,
    ...request,
  });
  if (connection.ok) await once(connection.socket.resume().end(), 'close');
  return connection;
}

async function start(
  t: Test,
  { identity }: Pick<IssuedCertificate, 'identity'> = serving,
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
  const localhost = { host: { kind: 'dns', text: 'localhost' }, port: server.port, path: '' } as const;
  t.match(await open(server.port, { serverName: ipName, server: localhost }), { ok: true, verifiedAs: '127.0.0.1' });
  t.same(server.seen.sniSeen, [undefined, 'api', undefined], 'an IP is never sent as SNI');
});

void t.test('an intermediate may be the anchor, as in Go', async (t) => {
  const intermediate = await authority.issueAuthority({ commonName: 'intermediate' });
  const leaf = await intermediate.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const server = await start(t, leaf);
  t.match(await open(server.port), { ok: true }, 'served, below the CA');
  t.match(await open(server.port, {}, { ca: [intermediate.der] }), { ok: true });
});

void t.test('a server with a wrong certificate is refused', async (t) => {
  const other = await createAuthority({ commonName: 'another' });
  const server = await start(t);
  t.same(await open(server.port, {}, { ca: [other.der] }), {
    ok: false,
    kind: 'untrusted',
    message: 'its certificate is refused: x509: certificate signed by unknown authority',
    code: undefined,
  });
  t.match(await open(server.port, {}, { ca: undefined }), { kind: 'untrusted' }, 'public roots');
  const elsewhere = { kind: 'dns', text: 'elsewhere' } as const;
  t.same(await open(server.port, { serverName: elsewhere }), {
    ok: false,
    kind: 'wrong_name',
    message: 'its certificate is refused: x509: certificate is valid for api, not elsewhere',
    code: undefined,
  });
});

void t.test("dates are judged by the caller's clock", async (t) => {
  const server = await start(t);
  const clock = { ...systemClock, now: () => Date.UTC(2100, 0, 1) / 1000 };
  t.match(await open(server.port, {}, { clock }), {
    kind: 'untrusted',
    message: /x509: certificate has expired or is not yet valid: current time 2100-01-01T00:00:00Z is after /,
  });
});

void t.test('insecure-skip-tls-verify accepts any server, and says so', async (t) => {
  const other = await createAuthority({ commonName: 'kubernetes' });
  const server = await start(t);
  for (const ca of [[other.der], [authority.der], undefined]) {
    t.match(await open(server.port, { insecure: true }, { ca }), { ok: true, verifiedAs: undefined });
  }
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
  const modern = await start(t, serving, { minVersion: 'TLSv1.3' });
  const tls12 = createSecureContext({ ca: [], maxVersion: 'TLSv1.2' });
  t.match(await open(modern.port, {}, { secureContext: tls12 }), { kind: 'tls', code: /^E(?:RR_SSL|PROTO)/ });
});

void t.test('through a proxy, which resolves the name', async (t) => {
  const hosts = { 'api.invalid': '127.0.0.1' };
  const proxy = await startConnectProxy(t, { hosts, login: 'user:secret' });
  const server = await start(t);
  const host = { kind: 'dns', text: 'api.invalid' } as const;
  const change = { server: { host, port: server.port, path: '' }, serverName: { kind: 'dns', text: 'api' } } as const;
  const through = (url: string) => open(server.port, change, { proxy: parseProxyUrl(url) });
  t.match(await through(`http://user:secret@127.0.0.1:${proxy.port}`), { ok: true, verifiedAs: 'api' });
  t.same(proxy.asked, [`api.invalid:${server.port}`]);
  t.match(server.seen, { handshakes: 1, handshakeErrors: 0 });
  t.same(await through(`http://user:wrong@127.0.0.1:${proxy.port}`), {
    ok: false,
    kind: 'unreachable',
    message: 'the proxy demands another login (HTTP 407)',
    code: 'ERR_PROXY_LOGIN',
  });
});

void t.test('a server that demands a client certificate is judged first', async (t) => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const options = { clientCertificates: 'require', clientCa: authority.pem, maxVersion } as const;
    const { port } = await start(t, serving, options);
    t.match(await open(port, {}, { ca: [] }), { kind: 'untrusted' }, maxVersion);
  }
});

void t.test('the deadline ends the connection, before and after the handshake', async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  t.same(await open(silent, {}, { deadline: deadlineIn(0.05, systemClock) }), {
    ok: false,
    kind: 'unreachable',
    message: 'the connection ended',
    code: undefined,
  });
  const server = await start(t);
  const deadline = deadlineIn(0.5, systemClock);
  const access = accessTo(server.port);
  const connection = await connectVerified({
    access,
    ca: [authority.der],
    secureContext,
    ...toKnownServers,
    clock: systemClock,
    deadline,
  });
  if (!connection.ok) throw new Error(connection.message);
  await once(connection.socket, 'close');
  t.ok(systemClock.monotonic() >= deadline - 1, 'not before its time');
  t.equal(connection.socket.destroyed, true);
});

const noGroups = postQuantumContext(secureContext) === undefined && 'this OpenSSL has no post-quantum groups';

void t.test('a server that takes post-quantum groups only', { skip: noGroups }, async (t) => {
  const server = await start(t, serving, { groups: 'X25519MLKEM768', minVersion: 'TLSv1.3' });
  t.match(await open(server.port), { ok: true, verifiedAs: '127.0.0.1' });
  t.match(await open(server.port), { ok: true });
  t.equal(server.seen.handshakeErrors, 1, 'it is remembered');
});
