import { once } from 'node:events';
import { connect } from 'node:net';
import { inspect } from 'node:util';
import t from 'tap';
import { createSecret } from '../../src/net/secret.js';
import { socksTunnel } from '../../src/net/socks-tunnel.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

const end = { host: 'api.example.com', port: 443, patience: 1000 };

// test/net/tunnel.test.ts has the answers.
void t.test('an error says nothing of the login', async (t) => {
  const port = await startTcpServer(t, (socket) => void socket.once('data', () => socket.write(Uint8Array.of(5, 255))));
  const login = { user: createSecret('user'), password: createSecret('canary') };
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const error: unknown = await socksTunnel(socket, login, end).catch((thrown: unknown) => thrown);
  t.match(error, { code: 'ERR_PROXY_LOGIN' });
  t.notMatch(inspect(error, { depth: 9, showHidden: true }), /canary/);
  t.equal(socket.destroyed, true);
});

void t.test('a socket that has ended already', async (t) => {
  const socket = connect(1, '127.0.0.1').on('error', () => undefined);
  socket.destroy();
  await t.rejects(socksTunnel(socket, undefined, end), { code: 'ERR_PROXY_UNREACHABLE' });
});
