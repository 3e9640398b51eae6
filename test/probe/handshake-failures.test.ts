import { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { systemClock } from '../../src/net/clock.js';
import type { Dial } from '../../src/probe/handshake.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { createCluster } from './simulated-cluster.js';
import { shakePort } from './shake-port.js';

const { serving, start } = await createCluster();

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
    const shaken = await shakePort(await startTcpServer(t, serve), {}, 0.3);
    t.match(shaken, { ok: false, reason, certificates: [] });
  });
}

void t.test('nothing listens', async (t) => {
  const server = await startApiserver({ serving: serving.identity });
  await server.close();
  t.match(await shakePort(server.port), { ok: false, reason: 'refused', times: {} });
});

void t.test('a deadline that has passed before TCP connected', async (t) => {
  const server = await start(t);
  t.match(await shakePort(server.port, { deadline: systemClock.monotonic() - 1 }), {
    ok: false,
    reason: 'connect_timeout',
  });
});

void t.test('a dial that throws', async (t) => {
  const dial = (): TLSSocket => {
    throw Object.assign(new Error('too many'), { code: 'EMFILE' });
  };
  t.match(await shakePort(1, {}, 5, dial), { ok: false, reason: 'too_many_open_files', times: {} });
});

void t.test('the deadline passes before TCP connected', async (t) => {
  // Accepts data, says nothing, and never connects.
  const dial: Dial = () => connect({ socket: new Duplex({ read: () => undefined, write: () => undefined }) });
  t.match(await shakePort(1, {}, 0.05, dial), { ok: false, reason: 'connect_timeout', times: {} });
});
