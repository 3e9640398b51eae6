import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { connectTunnel } from '../../src/net/connect-tunnel.js';
import { createSecret } from '../../src/net/secret.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

// test/net/tunnel.test.ts has the answers.
void t.test('the request is the one of Go', async (t) => {
  const requests: string[] = [];
  const port = await startTcpServer(t, (socket) => {
    socket.once('data', (data) => {
      requests.push(data.toString());
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n');
    });
  });
  const login = { user: createSecret('usér'), password: createSecret('p:w') };
  for (const [host, given] of [
    ['api.example.com', login],
    ['::1', undefined],
  ] as const) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    await connectTunnel(socket, given, { host, port: 443 });
    socket.destroy();
  }
  const basic = Buffer.from('usér:p:w').toString('base64');
  const agent = 'User-Agent: apiserver-cert-exporter\r\n';
  t.same(requests, [
    `CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com:443\r\n${agent}Proxy-Authorization: Basic ${basic}\r\n\r\n`,
    `CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n${agent}\r\n`,
  ]);
});
