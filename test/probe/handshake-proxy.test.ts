import t from 'tap';
import { parseProxyUrl } from '../../src/net/proxy.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { startSocksProxy } from '../fixtures/socks-proxy.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { shakePort } from './shake-port.js';
import { createCluster } from './simulated-cluster.js';

const { start } = await createCluster();

void t.test('closes politely through each kind of proxy', async (t) => {
  const server = await start(t);
  const proxies = { http: await startConnectProxy(t), socks5: await startSocksProxy(t) };
  for (const [scheme, { port }] of Object.entries(proxies)) {
    const proxy = parseProxyUrl(`${scheme}://127.0.0.1:${port}`);
    for (let i = 0; i < 10; i++) {
      let connected = 0;
      const shaken = await shakePort(server.port, { proxy, onConnect: () => (connected += 1) });
      if (!shaken.ok) throw new Error(shaken.reason);
      t.equal(connected, 1);
      t.ok(shaken.times.connect !== undefined);
      t.equal(await shaken.close(), undefined, scheme);
    }
  }
  t.match(server.seen, { handshakes: 20, handshakeErrors: 0, connectionErrors: 0 });
});

void t.test('what breaks behind a proxy is not the fault of the proxy', async (t) => {
  const proxy = parseProxyUrl(`http://127.0.0.1:${(await startConnectProxy(t)).port}`);
  const closing = await startTcpServer(t, (socket) => socket.end());
  t.match(await shakePort(closing, { proxy }), { reason: 'closed' });
  const silent = await startTcpServer(t, () => undefined);
  t.match(await shakePort(silent, { proxy }, 0.2), { reason: 'tls_timeout', times: { connect: Number } });
  t.match(await shakePort(1, { proxy, deadline: 0 }), { reason: 'proxy' }, 'no time is left');
  t.match(await shakePort(1, { proxy }), { reason: 'proxy_refused', times: {} });
});
