import { once } from 'node:events';
import { type AddressInfo, connect as tcpConnect } from 'node:net';
import { Duplex } from 'node:stream';
import { connect, createSecureContext, createServer, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { type Apiserver, type ApiserverOptions, startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { type Dial, handshake, type HandshakeRequest } from '../../src/probe/handshake.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

const authority = await createAuthority({ commonName: 'ca' });
const serving = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes'],
  ipAddresses: ['127.0.0.1'],
});
const loopback = await createLoopback({ startedAt: Math.floor(Date.now() / 1000) });
const trusting = createSecureContext({ ca: authority.pem });

async function apiserver(t: Test, options: Partial<ApiserverOptions> = {}): Promise<Apiserver> {
  const server = await startApiserver({ serving: serving.identity, loopback: loopback.identity, ...options });
  t.teardown(() => server.close());
  return server;
}

function shake(port: number, options: Partial<HandshakeRequest> = {}, seconds = 5, dial: Dial = connect) {
  return handshake(dial, systemClock, {
    ip: '127.0.0.1',
    port,
    serverName: undefined,
    secureContext: trusting,
    ca: [authority.der],
    deadline: systemClock.monotonic() + seconds * 1000,
    ...options,
  });
}

// This test comes first, because the first handshake of a process finds out how chains are read.
void t.test('shows the whole chain under either version of TLS', async (t) => {
  const intermediate = await authority.issueAuthority({ commonName: 'intermediate' });
  const { identity, der } = await intermediate.issue({ commonName: 'below' });
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await apiserver(t, { serving: identity, minVersion: version, maxVersion: version });
    const shaken = await shake(server.port);
    if (!shaken.ok) throw new Error(shaken.reason);
    await shaken.close();
    t.equal(shaken.tlsVersion, version);
    t.same(shaken.certificates.map(Buffer.from), [der, intermediate.der].map(Buffer.from), version);
  }
});

void t.test('shows the chain that is served, and the verdict', async (t) => {
  const server = await apiserver(t);
  let connected = 0;
  const shaken = await shake(server.port, { onConnect: () => (connected += 1) });
  if (!shaken.ok) throw new Error(shaken.reason);
  t.equal(connected, 1);
  t.same(shaken.certificates.map(Buffer.from), [Buffer.from(serving.der)]);
  t.equal(shaken.verdict, undefined);
  t.equal(shaken.tlsVersion, 'TLSv1.3');
  t.ok(shaken.times.connect !== undefined && shaken.times.tls !== undefined);
  t.equal(await shaken.close(), undefined);
  t.equal(await shaken.close(), undefined, 'closing twice does nothing');
  t.same(server.seen.sniSeen, [undefined]);
});

void t.test('sends the SNI that it is given; the leaf comes first', async (t) => {
  const server = await apiserver(t);
  const shaken = await shake(server.port, { serverName: 'apiserver-loopback-client' });
  if (!shaken.ok) throw new Error(shaken.reason);
  await shaken.close();
  t.same(shaken.certificates.map(Buffer.from), [loopback.leaf.der, loopback.authority.der].map(Buffer.from));
  t.equal(shaken.verdict, 'SELF_SIGNED_CERT_IN_CHAIN');
  t.same(server.seen.sniSeen, ['apiserver-loopback-client']);
});

void t.test('an expired certificate is shown, with its verdict', async (t) => {
  const expired = await authority.issue({ commonName: 'old', notBefore: 1_500_000_000, notAfter: 1_600_000_000 });
  const server = await apiserver(t, { serving: expired.identity });
  const shaken = await shake(server.port);
  if (!shaken.ok) throw new Error(shaken.reason);
  await shaken.close();
  t.equal(shaken.verdict, 'CERT_HAS_EXPIRED');
  t.equal(shaken.certificates.length, 1);
});

void t.test('closes politely: the server counts no error', async (t) => {
  const server = await apiserver(t);
  for (let i = 0; i < 20; i++) {
    const shaken = await shake(server.port);
    if (shaken.ok) await shaken.close();
  }
  t.match(server.seen, { handshakes: 20, handshakeErrors: 0, connectionErrors: 0 });
});

void t.test('a server that demands a client certificate shows its own first', async (t) => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await apiserver(t, {
      clientCertificates: 'require',
      clientCa: authority.pem,
      minVersion: version,
      maxVersion: version,
    });
    const shaken = await shake(server.port);
    t.same(shaken.certificates.slice(0, 1).map(Buffer.from), [Buffer.from(serving.der)], version);
    const reason = shaken.ok ? await shaken.close() : shaken.reason;
    t.equal(reason, version === 'TLSv1.2' ? 'handshake' : 'client_certificate_required', version);
  }
});

void t.test('a reset after the handshake is not a refusal', async (t) => {
  const server = await apiserver(t);
  const shaken = await shake(server.port);
  if (!shaken.ok) throw new Error(shaken.reason);
  shaken.socket.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  t.equal(await shaken.close(), undefined);
});

const alert = (description: number): Buffer => Buffer.from([0x15, 3, 3, 0, 2, 2, description]);

const hostile: Readonly<Record<string, { serve: Parameters<typeof startTcpServer>[1]; reason: string }>> = {
  'says nothing': { serve: () => undefined, reason: 'tls_timeout' },
  'closes at once': { serve: (socket) => socket.end(), reason: 'closed' },
  'resets at once': { serve: (socket) => socket.resetAndDestroy(), reason: 'reset' },
  'closes after the ClientHello': { serve: (socket) => socket.once('data', () => socket.end()), reason: 'closed' },
  'resets after the ClientHello': {
    serve: (socket) => socket.once('data', () => socket.resetAndDestroy()),
    reason: 'reset',
  },
  'speaks HTTP': {
    serve: (socket) => socket.end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request'),
    reason: 'not_tls',
  },
  'speaks SSH': { serve: (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'), reason: 'not_tls' },
  'says handshake_failure': {
    serve: (socket) => socket.once('data', () => socket.write(alert(40))),
    reason: 'handshake',
  },
  'says bad_certificate': {
    serve: (socket) => socket.once('data', () => socket.write(alert(42))),
    reason: 'client_certificate_required',
  },
  'says protocol_version': {
    serve: (socket) => socket.once('data', () => socket.write(alert(70))),
    reason: 'protocol_version',
  },
  'says internal_error': { serve: (socket) => socket.once('data', () => socket.write(alert(80))), reason: 'tls_alert' },
  'says unrecognized_name': {
    serve: (socket) => socket.once('data', () => socket.write(alert(112))),
    reason: 'tls_alert',
  },
};

for (const [what, { serve, reason }] of Object.entries(hostile)) {
  void t.test(`a server that ${what}: ${reason}`, async (t) => {
    const shaken = await shake(await startTcpServer(t, serve), {}, 0.3);
    t.match(shaken, { ok: false, reason, certificates: [] });
  });
}

void t.test('nothing listens', async (t) => {
  const server = await startApiserver({ serving: serving.identity });
  await server.close();
  t.match(await shake(server.port), { ok: false, reason: 'refused', times: {} });
});

void t.test('a deadline that has passed before TCP connected', async (t) => {
  const server = await apiserver(t);
  t.match(await shake(server.port, { deadline: systemClock.monotonic() - 1 }), {
    ok: false,
    reason: 'connect_timeout',
  });
});

void t.test('a dial that throws', async (t) => {
  const dial = (): TLSSocket => {
    throw Object.assign(new Error('too many'), { code: 'EMFILE' });
  };
  t.match(await shake(1, {}, 5, dial), { ok: false, reason: 'too_many_open_files', times: {} });
});

void t.test('the deadline passes before TCP connected', async (t) => {
  // Accepts data, says nothing, and never connects.
  const dial: Dial = () => connect({ socket: new Duplex({ read: () => undefined, write: () => undefined }) });
  t.match(await shake(1, {}, 0.05, dial), { ok: false, reason: 'connect_timeout', times: {} });
});

void t.test('a connection that was there before', async (t) => {
  const server = await apiserver(t);
  const tcp = tcpConnect(server.port, '127.0.0.1');
  await once(tcp, 'connect');
  const dial: Dial = (options) => connect({ ...options, socket: tcp });
  const shaken = await shake(1, {}, 5, dial);
  if (!shaken.ok) throw new Error(shaken.reason);
  await shaken.close();
  t.match(shaken.times, { connect: undefined });
  t.ok((shaken.times.tls ?? 0) > 0);
});

/** A TLS server that does this with each connection after the handshake, and does not close it. */
async function tlsServer(t: Test, serve: (socket: TLSSocket) => void): Promise<number> {
  const sockets: TLSSocket[] = [];
  const server = createServer({ ...serving.identity, allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

void t.test('a server that does not close, or keeps sending, is cut off', async (t) => {
  const servers: Readonly<Record<string, (socket: TLSSocket) => void>> = {
    'does not close': (socket) => socket.resume(),
    'goes on sending': (socket) => {
      const more = setInterval(() => socket.write('more'), 1);
      socket.once('close', () => clearInterval(more));
    },
  };
  for (const [what, serve] of Object.entries(servers)) {
    const shaken = await shake(await tlsServer(t, serve), {}, 0.3);
    if (!shaken.ok) throw new Error(shaken.reason);
    t.equal(await shaken.close(), undefined, what);
    t.equal(shaken.socket.destroyed, true);
  }
});

void t.test('Node builds no object of the certificate', async (t) => {
  const server = await apiserver(t);
  let asked = 0;
  let askedByNode: number | undefined;
  const shaken = await shake(server.port, {}, 5, (options) => {
    const socket = connect(options);
    const handle = (socket as unknown as { _handle: { getPeerCertificate: (abbreviated: boolean) => unknown } })
      ._handle;
    const original = handle.getPeerCertificate.bind(handle);
    handle.getPeerCertificate = (abbreviated) => {
      asked += 1;
      return original(abbreviated);
    };
    // Node asks before this event. Later calls are our own reading of the chain.
    socket.once('secureConnect', () => {
      askedByNode = asked;
    });
    return socket;
  });
  if (shaken.ok) await shaken.close();
  t.equal(shaken.ok && shaken.verdict, undefined, 'verified, so Node would have asked');
  t.equal(askedByNode, 0);
});
