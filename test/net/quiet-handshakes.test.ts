import { once } from 'node:events';
import { connect, createServer as createTcpServer } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { type DialOptions, dialTls } from '../../src/net/dial-tls.js';
import { quietHandshakes } from '../../src/net/quiet-handshakes.js';
import { tlsContext } from '../../src/net/tls-context.js';
import { shakePort } from '../probe/shake-port.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { startTlsServer } from '../fixtures/tls-server.js';
import { identityWith, startShowing, versions } from './served-flight.js';

/** Shakes hands as the probes do. Returns how it ended, how many connections that took, and how many of them were quiet. */
async function shake(port: number, seconds = 5) {
  const sockets: TLSSocket[] = [];
  const shaken = await shakePort(port, {}, seconds, (options) => {
    const socket = dialTls(options);
    sockets.push(socket);
    return socket;
  });
  if (shaken.ok) await shaken.close();
  return {
    ended: shaken.ok ? 'ok' : shaken.reason,
    certificates: shaken.certificates.length,
    quiet: sockets.map((socket) => quietHandshakes.includes(socket)),
  };
}

/** The first handshakes of a process are not quick, and a busy machine has more such ones. */
async function settle(port: number): Promise<void> {
  while (!(await shake(port)).quiet.includes(true));
}

interface Change {
  readonly change?: () => void;
  /** Makes the server as it was. */
  readonly undo?: () => void;
  readonly seconds?: number;
}

/**
 * Shakes hands with a server that has quiet handshakes and then changes. A busy machine makes a handshake slow now and then, and the one after it
 * is not quiet: that is done again.
 */
async function shakeQuietly(port: number, { change, undo, seconds }: Change = {}) {
  for (;;) {
    await settle(port);
    change?.();
    const shaken = await shake(port, seconds);
    if (shaken.quiet[0] === true) return shaken;
    undo?.();
  }
}

/** Starts a server of one version of TLS, whose certificate can change. */
async function startChanging(t: Test, version: (typeof versions)[number]) {
  const { port, replace } = await startTlsServer(t, { ...identityWith({}), minVersion: version, maxVersion: version });
  /** Shows so many CAs from a quiet handshake on. */
  const shakeAt = (cas: number) =>
    shakeQuietly(port, { change: () => replace(identityWith({ cas })), undo: () => replace(identityWith({})) });
  return { port, show: replace, shakeAt };
}

void t.test('a server that has shaken hands with secrets gets quiet handshakes', async (t) => {
  for (const version of versions) {
    const { port } = await startChanging(t, version);
    t.same(await shake(port), { ended: 'ok', certificates: 2, quiet: [false] }, version);
    for (let i = 0; i < 3; i++)
      t.same(await shakeQuietly(port), { ended: 'ok', certificates: 2, quiet: [true] }, version);
  }
});

void t.test('a long flight is read with secrets, and the server gets no quiet ones', async (t) => {
  for (const version of versions) {
    const { port, show, shakeAt } = await startChanging(t, version);
    t.same(await shakeAt(20), { ended: 'ok', certificates: 21, quiet: [true, false] }, version);
    t.same(await shake(port), { ended: 'ok', certificates: 21, quiet: [false] }, version);
    show(identityWith({}));
    t.same(await shake(port), { ended: 'ok', certificates: 2, quiet: [false] }, 'not even when it is small again');
    show(identityWith({ cas: 300 }));
    t.same(await shake(port), { ended: 'certificate_too_costly', certificates: 0, quiet: [false] }, version);
  }
});

void t.test('a costly chain never passes, whether a quiet handshake meets it or not', async (t) => {
  for (const version of versions) {
    const { shakeAt } = await startChanging(t, version);
    t.same(await shakeAt(300), { ended: 'certificate_too_costly', certificates: 0, quiet: [true, false] }, version);
  }
});

void t.test('a server that begins to refuse us has shown its certificates', async (t) => {
  const identity = identityWith({});
  let refuses = false;
  // TLS 1.2 refuses during the handshake.
  const [open, strict] = [false, true].map((rejectUnauthorized) =>
    createServer({ ...identity, maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized, ca: identity.cert }),
  );
  const server = createTcpServer((socket) => (refuses ? strict : open)?.emit('connection', socket));
  const port = await listenOnLoopback(t, server);
  const refusing = { change: () => (refuses = true), undo: () => (refuses = false) };
  t.same(await shakeQuietly(port, refusing), { ended: 'handshake', certificates: 2, quiet: [true, false] });
  t.same(await shake(port), { ended: 'handshake', certificates: 2, quiet: [false] });
});

void t.test('a server that hangs after its certificates is seen the next time', async (t) => {
  const behind = await startShowing(t, identityWith({}), { maxVersion: 'TLSv1.2' });
  let hangs = false;
  const port = await startTcpServer(t, (client) => {
    const server = connect(behind, '127.0.0.1').on('error', () => undefined);
    client.once('close', () => server.destroy());
    server.pipe(client);
    // The second thing that a client of TLS 1.2 sends is not answered.
    if (hangs) client.once('data', (hello: Buffer) => server.write(hello));
    else client.pipe(server);
  });
  const hanging = { change: () => (hangs = true), undo: () => (hangs = false), seconds: 1 };
  t.same(await shakeQuietly(port, hanging), { ended: 'tls_timeout', certificates: 0, quiet: [true] });
  t.same(await shake(port, 1), { ended: 'tls_timeout', certificates: 2, quiet: [false] });
});

void t.test('what hears of secrets is never quiet', async (t) => {
  const port = await startShowing(t, identityWith({}));
  const options: DialOptions = { host: '127.0.0.1', port, servername: '', rejectUnauthorized: false };
  const isQuiet = async (more: Pick<DialOptions, 'mayBeQuiet' | 'secureContext'>): Promise<boolean> => {
    const socket = dialTls({ ...options, ...more });
    await once(socket, 'secureConnect');
    await once(socket.end().resume(), 'close');
    return quietHandshakes.includes(socket);
  };
  await settle(port);
  while (!(await isQuiet({ mayBeQuiet: true, secureContext: tlsContext() }))) await settle(port);
  t.equal(await isQuiet({ secureContext: tlsContext() }), false);
  t.equal(await isQuiet({ mayBeQuiet: true }), false);
});

void t.test('no second handshake where there was no server, or no time', async (t) => {
  const { port } = await startChanging(t, 'TLSv1.3');
  await settle(port);
  t.same((await shake(port, 0)).ended, 'connect_timeout');
  t.same((await shake(1)).quiet, [false]);
});
