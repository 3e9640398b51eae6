import { once } from 'node:events';
import { connect as tcpConnect } from 'node:net';
import { connect, createServer } from 'node:tls';
import t from 'tap';
import type { Dial, FailedHandshake, Handshake } from '../../src/probe/handshake.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { createCluster } from './simulated-cluster.js';
import { shakePort } from './shake-port.js';

const { authority, serving, loopback, start } = await createCluster();

/** Throws where the handshake failed. */
async function succeed(shaking: Promise<Handshake | FailedHandshake>): Promise<Handshake> {
  const shaken = await shaking;
  if (!shaken.ok) throw new Error(shaken.reason);
  return shaken;
}

// This test comes first, because the first handshake of a process finds out how chains are read.
void t.test('shows the whole chain under either version of TLS', async (t) => {
  const intermediate = await authority.issueAuthority({ commonName: 'intermediate' });
  const { identity, der } = await intermediate.issue({ commonName: 'below' });
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await start(t, { serving: identity, minVersion: version, maxVersion: version });
    const shaken = await succeed(shakePort(server.port));
    await shaken.close();
    t.equal(shaken.tlsVersion, version);
    t.same(shaken.certificates.map(Buffer.from), [der, intermediate.der].map(Buffer.from), version);
  }
});

void t.test('shows the chain that is served', async (t) => {
  const server = await start(t);
  let connected = 0;
  const shaken = await succeed(shakePort(server.port, { onConnect: () => (connected += 1) }));
  t.equal(connected, 1);
  t.same(shaken.certificates.map(Buffer.from), [Buffer.from(serving.der)]);
  t.equal(shaken.tlsVersion, 'TLSv1.3');
  t.ok(shaken.times.connect !== undefined && shaken.times.tls !== undefined);
  t.equal(await shaken.close(), undefined);
  t.equal(await shaken.close(), undefined, 'closing twice does nothing');
  t.same(server.seen.sniSeen, [undefined]);
});

void t.test('accepts every group of Go clients', async (t) => {
  for (const ecdhCurve of ['X25519', 'P-256', 'P-384', 'P-521']) {
    const port = await listenOnLoopback(
      t,
      createServer({ ...serving.identity, ecdhCurve }, (socket) => socket.end()),
    );
    const shaken = await succeed(shakePort(port));
    t.equal(await shaken.close(), undefined, ecdhCurve);
  }
});

void t.test('sends the SNI that it is given; the leaf comes first', async (t) => {
  const server = await start(t);
  const shaken = await succeed(shakePort(server.port, { serverName: 'apiserver-loopback-client' }));
  await shaken.close();
  t.same(shaken.certificates.map(Buffer.from), [loopback.leaf.der, loopback.authority.der].map(Buffer.from));
  t.same(server.seen.sniSeen, ['apiserver-loopback-client']);
});

void t.test('an expired certificate is shown', async (t) => {
  const expired = await authority.issue({ commonName: 'old', notBefore: 1_500_000_000, notAfter: 1_600_000_000 });
  const server = await start(t, { serving: expired.identity });
  const shaken = await succeed(shakePort(server.port));
  await shaken.close();
  t.equal(shaken.certificates.length, 1);
});

void t.test('closes politely: the server counts no error', async (t) => {
  const server = await start(t);
  for (let i = 0; i < 20; i++) {
    const shaken = await shakePort(server.port);
    if (shaken.ok) await shaken.close();
  }
  t.match(server.seen, { handshakes: 20, handshakeErrors: 0, connectionErrors: 0 });
});

void t.test('a server that demands a client certificate shows its own first', async (t) => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await start(t, {
      clientCertificates: 'require',
      clientCa: authority.pem,
      minVersion: version,
      maxVersion: version,
    });
    const shaken = await shakePort(server.port);
    t.same(shaken.certificates.slice(0, 1).map(Buffer.from), [Buffer.from(serving.der)], version);
    const reason = shaken.ok ? await shaken.close() : shaken.reason;
    t.equal(reason, version === 'TLSv1.2' ? 'handshake' : 'client_certificate_required', version);
  }
});

void t.test('a reset after the handshake is not a refusal', async (t) => {
  const server = await start(t);
  const shaken = await succeed(shakePort(server.port));
  shaken.socket.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  t.equal(await shaken.close(), undefined);
});

void t.test('a connection that was there before', async (t) => {
  const server = await start(t);
  const tcp = tcpConnect(server.port, '127.0.0.1');
  await once(tcp, 'connect');
  const dial: Dial = (options) => connect({ ...options, socket: tcp });
  const shaken = await succeed(shakePort(1, {}, 5, dial));
  await shaken.close();
  t.match(shaken.times, { connect: undefined });
  t.ok((shaken.times.tls ?? 0) > 0);
});

void t.test('Node builds no object of the certificate', async (t) => {
  const server = await start(t);
  let askedByNode = 0;
  const shaken = await shakePort(server.port, {}, 5, (options) => {
    const socket = connect(options);
    const handle = (socket as unknown as { _handle: { getPeerCertificate: (abbreviated: boolean) => unknown } })
      ._handle;
    const original = handle.getPeerCertificate.bind(handle);
    handle.getPeerCertificate = (abbreviated) => {
      // Our own reading of the chain does not count.
      if (new Error().stack?.includes('served-certificates') !== true) askedByNode += 1;
      return original(abbreviated);
    };
    return socket;
  });
  if (shaken.ok) await shaken.close();
  t.equal(shaken.ok && shaken.socket.authorized, false, 'not verified, or Node would have asked');
  t.equal(askedByNode, 0);
});
