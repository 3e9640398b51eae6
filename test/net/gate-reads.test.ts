import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { gateReads } from '../../src/net/gate-reads.js';
import type { StreamGate } from '../../src/net/gated-socket.js';
import { ownTurn } from '../../src/net/own-turn.js';
import { tlsContext } from '../../src/net/tls-context.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { identityWith, startShowing, versions } from './served-flight.js';

const options = { host: '127.0.0.1', servername: '', rejectUnauthorized: false, secureContext: tlsContext() };

const passAll: StreamGate = (arrived, pass) => pass(arrived);

/** Connects to a server that says `hello` after the handshake, and closes. */
async function dial(
  t: Test,
  { gate = passAll, isLong = () => false, version = 'TLSv1.3' as (typeof versions)[number] },
): Promise<TLSSocket> {
  const limits = { minVersion: version, maxVersion: version };
  const port = await startShowing(t, identityWith({}), limits, (socket) => socket.end('hello'));
  const socket = connect({ ...options, port });
  // On each Node that the program supports.
  t.ok(gateReads(socket, gate, isLong));
  return socket;
}

/** Node's handle of the TCP connection. */
function connectionOf(socket: TLSSocket): { readonly bytesRead: number } | undefined {
  return (socket as { readonly _handle?: { readonly _parent: { readonly bytesRead: number } } })._handle?._parent;
}

async function textOf(socket: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += chunk.toString();
  return text;
}

void t.test('all that arrives goes through the gate', async (t) => {
  for (const version of versions) {
    let bytes = 0;
    const gate: StreamGate = (arrived, pass) => {
      bytes += arrived.length;
      pass(arrived);
    };
    const socket = await dial(t, { gate, version });
    const connection = connectionOf(socket);
    t.equal(await textOf(socket), 'hello');
    t.ok(bytes > 500, `${version}: ${bytes} bytes`);
    t.equal(bytes, connection?.bytesRead);
  }
});

void t.test('what is not passed does not reach OpenSSL', async (t) => {
  const kept: Buffer[] = [];
  const socket = await dial(t, { gate: (arrived) => kept.push(Buffer.from(arrived)) });
  socket.once('secureConnect', () => t.fail('without a handshake'));
  while (kept.length === 0) await new Promise(setImmediate);
  socket.destroy();
  await once(socket, 'close');
});

void t.test('a gate that throws ends the connection', async (t) => {
  const fault = new Error('no');
  const socket = await dial(t, {
    gate: () => {
      throw fault;
    },
  });
  t.same(await once(socket, 'error'), [fault]);
  t.equal(socket.destroyed, true);
});

void t.test('what is long waits for its turn, and comes in order and before the end', async (t) => {
  for (const version of versions) {
    let isOther = false;
    const gate: StreamGate = (arrived, pass) => {
      t.equal(isOther, true);
      pass(arrived);
    };
    const isLong = (): boolean => {
      isOther = false;
      // Others have their turns first, and the rest arrives meanwhile.
      void Promise.all(Array.from({ length: 20 }, ownTurn)).then(() => (isOther = true));
      return true;
    };
    t.equal(await textOf(await dial(t, { gate, isLong, version })), 'hello');
  }
});

void t.test('the connection may be destroyed before the turn', async (t) => {
  const socket = await dial(t, {
    gate: () => t.fail('nobody waits for it'),
    isLong: () => {
      setImmediate(() => socket.destroy());
      void Promise.all(Array.from({ length: 20 }, ownTurn));
      return true;
    },
  });
  await once(socket, 'close');
  for (let turn = 0; turn < 30; turn++) await ownTurn();
});

void t.test('tells how the connection ended', async (t) => {
  const reset = await startTcpServer(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  const close = await startTcpServer(t, (socket) => socket.once('data', () => socket.end()));
  const partial = await startTcpServer(t, (socket) => socket.once('data', () => socket.end(Buffer.of(22, 3, 3))));
  for (const port of [reset, close, partial]) {
    const socket = connect({ ...options, port });
    gateReads(socket, passAll, () => false);
    t.match(await once(socket, 'error'), [{ code: 'ECONNRESET' }]);
  }
});

void t.test('a peer that stops reading does no harm', async (t) => {
  const port = await startShowing(t, identityWith({}), {}, (socket) => socket.pause());
  const socket = connect({ ...options, port });
  gateReads(socket, passAll, () => false);
  await once(socket, 'secureConnect');
  socket.write(Buffer.alloc(64 * 1024 * 1024));
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  socket.destroy();
  await once(socket, 'close');
});

void t.test('leaves a socket on another stream alone', async (t) => {
  const below = connectTcp(await startShowing(t, identityWith({})), '127.0.0.1');
  await once(below, 'connect');
  const socket = connect({ ...options, socket: below.pause() });
  t.equal(
    gateReads(socket, passAll, () => false),
    undefined,
  );
  socket.destroy();
});

// The last one: nothing is gated in this way afterwards.
void t.test('notices a Node that leads data past the gate', async (t) => {
  const port = await startShowing(t, identityWith({}));
  const socket = connect({ ...options, port });
  const connection = connectionOf(socket);
  Object.assign(connection ?? {}, { useUserBuffer: () => undefined });
  t.ok(
    gateReads(
      socket,
      () => t.fail('nothing comes here'),
      () => false,
    ),
  );
  await once(socket, 'secureConnect');
  await once(socket.end().resume(), 'close');
  const next = connect({ ...options, port });
  t.equal(
    gateReads(next, passAll, () => false),
    undefined,
  );
  next.destroy();
});
