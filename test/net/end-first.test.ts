import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls, createSecureContext, createServer, type SecureContext, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { dialTls } from '../../src/net/dial-tls.js';
import { endFirst } from '../../src/net/end-first.js';
import { tlsContext } from '../../src/net/tls-context.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { identityWith, versions } from './served-flight.js';

type Version = (typeof versions)[number];

interface Seen {
  /** What the client sent, and which side ended. */
  readonly bytes: Buffer[];
  readonly ends: ('client' | 'server')[];
}

/** Starts a TLS server that answers as `serve` says, with a port in front of it that sees what passes. */
async function startSeen(t: Test, version: Version, serve: (socket: TLSSocket) => void) {
  const options = { ...identityWith({}), minVersion: version, maxVersion: version, allowHalfOpen: true };
  const behind = await listenOnLoopback(
    t,
    createServer(options, (socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    }),
  );
  const seen: Seen = { bytes: [], ends: [] };
  const halfOpen = { allowHalfOpen: true };
  const port = await startTcpServer(
    t,
    (client) => {
      const server = connect({ port: behind, host: '127.0.0.1', ...halfOpen });
      t.teardown(() => server.destroy());
      server.on('error', () => undefined);
      client.on('data', (chunk: Buffer) => seen.bytes.push(chunk));
      client.once('end', () => seen.ends.push('client'));
      server.once('end', () => seen.ends.push('server'));
      client.pipe(server).pipe(client);
    },
    halfOpen,
  );
  return { port, seen };
}

/** The type of each TLS record (RFC 8446 section 5.1): 21 is an alert, 23 is anything that TLS 1.3 encrypts. */
function recordTypes(sent: Buffer): number[] {
  const types: number[] = [];
  for (let at = 0; at < sent.length; at += 5 + sent.readUInt16BE(at + 3)) types.push(sent.readUInt8(at));
  return types;
}

/** The usual context is dialled without a stream between TCP and TLS. */
const contexts = [tlsContext(), createSecureContext()];

const open = (port: number, secureContext: SecureContext): TLSSocket =>
  dialTls({ host: '127.0.0.1', port, servername: '', rejectUnauthorized: false, secureContext });

const ways = versions.flatMap((version) => contexts.map((context) => ({ version, context })));

void t.test('the server hears the end of TCP before it can close by itself', async (t) => {
  for (const { version, context } of ways) {
    const { port, seen } = await startSeen(t, version, (socket) => socket.resume().once('end', () => socket.end()));
    const socket = open(port, context);
    await once(socket, 'secureConnect');
    endFirst(socket);
    await once(socket, 'close');
    t.same(seen.ends, ['client', 'server'], version);
    const types = recordTypes(Buffer.concat(seen.bytes));
    t.ok(types.includes(20), 'what was sent arrives');
    t.equal(types.filter((type) => type === 21).length, 0, 'no close_notify, which a server answers by closing');
    t.equal(types.filter((type) => type === 23).length, version === 'TLSv1.3' ? 1 : 0, 'nor an encrypted one');
  }
});

void t.test('what was sent before still arrives, and what the server says is heard', async (t) => {
  for (const { version, context } of ways) {
    for (const when of ['at once', 'when it was sent'] as const) {
      const { port } = await startSeen(t, version, (socket) => {
        let received = '';
        socket.on('data', (chunk) => (received += String(chunk)));
        socket.once('end', () => socket.end(received.toUpperCase()));
      });
      const socket = open(port, context);
      let answer = '';
      socket.on('data', (chunk) => (answer += String(chunk)));
      await once(socket, 'secureConnect');
      const sent = new Promise((resolve) => socket.write('all of it', resolve));
      if (when === 'when it was sent') await sent;
      endFirst(socket);
      await once(socket, 'close');
      t.equal(answer, 'ALL OF IT', `${version}, ${when}`);
    }
  }
});

void t.test('where nobody wants to hear it, what the server says is dropped, and its end is not', async (t) => {
  for (const { version, context } of ways) {
    const { port, seen } = await startSeen(t, version, (socket) => {
      socket.resume().once('end', () => socket.end('last words'));
    });
    const socket = open(port, context);
    let heard = '';
    socket.on('data', (chunk) => (heard += String(chunk)));
    await once(socket, 'secureConnect');
    endFirst(socket, false);
    await once(socket, 'close');
    t.same(seen.ends, ['client', 'server'], version);
    t.equal(heard, context === tlsContext() ? '' : 'last words', 'through a stream, it costs no less');
  }
});

void t.test('a server that goes on and on is cut off', async (t) => {
  for (const version of versions) {
    const { port } = await startSeen(t, version, (socket) => {
      socket.resume();
      const more = (): void => void socket.write(Buffer.alloc(16_384), () => socket.destroyed || setImmediate(more));
      more();
    });
    const socket = open(port, tlsContext());
    await once(socket, 'secureConnect');
    endFirst(socket, false);
    await once(socket, 'close');
    t.equal(socket.destroyed, true, version);
  }
});

void t.test('ends any other socket as Node does', async (t) => {
  const { port, seen } = await startSeen(t, 'TLSv1.2', (socket) => socket.resume().once('end', () => socket.end()));
  const socket = connectTls({ host: '127.0.0.1', port, servername: '', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  endFirst(socket);
  await once(socket, 'close');
  t.equal(recordTypes(Buffer.concat(seen.bytes)).at(-1), 21, 'with close_notify');
});
