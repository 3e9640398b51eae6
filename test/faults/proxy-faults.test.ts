import type { Socket } from 'node:net';
import { parseProxyUrl } from '../../src/net/proxy.js';
import type { ProxyFor } from '../../src/net/proxy-environment.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { startSocksProxy } from '../fixtures/socks-proxy.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { serving } from './authority.js';
import type { Fault } from './fault.js';
import { flood } from './flood.js';
import { runFaults } from './run-faults.js';

type Scheme = 'http' | 'https' | 'socks5';

/** The faulty server is the proxy, and what it should lead to is itself. */
const through =
  (scheme: Scheme): ProxyFor =>
  ({ port }) =>
    parseProxyUrl(`${scheme}://user:secret@127.0.0.1:${port}`);

function fault(scheme: Scheme, name: string, serve: (socket: Socket) => unknown, fails: string): Fault {
  return {
    name: `${scheme} proxy: ${name}`,
    serve: (t) => startTcpServer(t, (socket) => void socket.once('data', () => serve(socket))),
    fails: `serving=${fails}`,
    target: { proxyFor: through(scheme) },
  };
}

const end = (text: string) => (socket: Socket) => socket.end(text);

const login = 'user:another';

// `timeout` in the name of a reason gives a fault several tries; a silent proxy has none, because it must take the whole timeout.
runFaults([
  ...(['http', 'https', 'socks5'] as const).flatMap((scheme) => [
    fault(scheme, 'silent', () => undefined, 'proxy'),
    fault(scheme, 'closes', (socket) => socket.end(), 'proxy'),
    fault(scheme, 'resets', (socket) => socket.resetAndDestroy(), 'proxy'),
    fault(scheme, 'garbage without end', (socket) => flood(socket, Buffer.alloc(65_536, 'garbage')), 'proxy'),
  ]),
  fault('http', '403', end('HTTP/1.1 403 Forbidden\r\n\r\n'), 'proxy_refused'),
  fault('http', '502', end('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'proxy_refused'),
  fault('http', 'a redirect', end('HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n'), 'proxy_refused'),
  fault(
    'http',
    'a header without end',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      flood(socket, Buffer.from('X-More: header\r\n'.repeat(1000)));
    },
    'proxy',
  ),
  fault('http', 'opens nothing, and closes', end('HTTP/1.1 200 OK\r\n\r\n'), 'closed'),
  fault('socks5', 'forbids', (socket) => socket.write(Uint8Array.of(5, 0, 5, 2, 0, 1, 0, 0, 0, 0)), 'proxy_refused'),
  {
    name: 'http proxy: another login',
    serve: async (t) => (await startConnectProxy(t, { login })).port,
    fails: 'serving=proxy_refused',
    target: { proxyFor: through('http') },
  },
  {
    name: 'https proxy: of another CA',
    serve: async (t) => (await startConnectProxy(t, { identity: serving })).port,
    fails: 'serving=proxy',
    target: { proxyFor: through('https') },
  },
  {
    name: 'socks5 proxy: another login',
    serve: async (t) => (await startSocksProxy(t, { login })).port,
    fails: 'serving=proxy_refused',
    target: { proxyFor: through('socks5') },
  },
]);
