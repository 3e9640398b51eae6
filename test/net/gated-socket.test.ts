import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { type StreamGate, GatedSocket, showPeer } from '../../src/net/gated-socket.js';
import { ownTurn } from '../../src/net/own-turn.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

/** Connects to a server that does `serve`, through a gate. */
async function dial(t: Test, serve: (socket: Socket) => void, gate: StreamGate = (arrived, pass) => pass(arrived)) {
  const port = await startTcpServer(t, serve, { allowHalfOpen: true });
  const below = connect(port, '127.0.0.1');
  return { below, port, socket: new GatedSocket(below, gate) };
}

const textOf = async (socket: AsyncIterable<Buffer>): Promise<string> => {
  let text = '';
  for await (const chunk of socket) text += chunk.toString();
  return text;
};

void t.test('passes what the gate passes, and sends everything', async (t) => {
  const upper: StreamGate = (arrived, pass) => pass(Buffer.from(arrived.toString().toUpperCase()));
  const { socket } = await dial(t, (server) => server.pipe(server), upper);
  socket.write('one ');
  socket.end('two');
  t.equal(await textOf(socket), 'ONE TWO');
});

void t.test('a gate that throws ends the connection', async (t) => {
  const fault = new Error('no');
  const { socket, below } = await dial(
    t,
    (server) => server.write('x'),
    () => {
      throw fault;
    },
  );
  const [error] = (await once(socket.resume(), 'error')) as [Error];
  t.equal(error, fault);
  t.equal(below.destroyed, true);
});

void t.test('ends together with the connection below', async (t) => {
  const reset = await dial(t, (server) => server.once('data', () => server.resetAndDestroy()));
  reset.socket.write('x');
  t.match(await once(reset.socket.resume(), 'error'), [{ code: 'ECONNRESET' }]);

  const { socket, below } = await dial(t, (server) => server.resume());
  await once(below, 'connect');
  below.destroy();
  await once(socket, 'close');
  t.equal(socket.destroyed, true);
});

void t.test('a reader that is slow slows the sender', async (t) => {
  const size = 64 * 1024 * 1024;
  const { socket, below } = await dial(t, (server) => server.end(Buffer.alloc(size)));
  await once(socket, 'readable');
  t.ok(socket.readableLength < 1024 * 1024);
  t.equal(below.isPaused(), true);
  let bytes = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) bytes += chunk.length;
  t.equal(bytes, size);
});

void t.test('gives a socket the peer of another', async (t) => {
  const { socket, below, port } = await dial(t, (server) => server.end());
  await once(below, 'connect');
  const other = showPeerOf(below);
  t.match(other, { remoteAddress: '127.0.0.1', remotePort: port, remoteFamily: 'IPv4' });
  socket.destroy();
});

function showPeerOf(below: Socket): object {
  const other = {};
  showPeer(other, below);
  return other;
}

void t.test('what is long waits for its turn, and is passed in order before the connection ends', async (t) => {
  const port = await startTcpServer(t, (server) => {
    server.write('one ', () => setImmediate(() => server.end('two')));
  });
  const below = connect(port, '127.0.0.1');
  const turns: boolean[] = [];
  let isHandling = false;
  below.prependListener('data', () => {
    isHandling = true;
    queueMicrotask(() => {
      isHandling = false;
    });
  });
  const gate: StreamGate = (arrived, pass) => {
    turns.push(isHandling);
    pass(arrived);
  };
  t.equal(await textOf(new GatedSocket(below, gate, () => true)), 'one two');
  t.ok(turns.length > 0);
  t.notOk(turns.includes(true), 'not in the turn in which it arrived');
});

void t.test('what waits for its turn while the connection ends is passed before the end', async (t) => {
  const port = await startTcpServer(t, (server) => server.end('bye'));
  const below = connect(port, '127.0.0.1');
  const gate: StreamGate = (arrived, pass) => pass(arrived);
  // Others have their turns first, and the end arrives meanwhile.
  below.prependOnceListener('data', () => void Array.from({ length: 200 }, ownTurn));
  t.equal(await textOf(new GatedSocket(below, gate, () => true)), 'bye');
});
