import { once } from 'node:events';
import { connect } from 'node:tls';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { parseProxyUrl, type Proxy } from '../../src/net/proxy.js';
import { openTunnel } from '../../src/net/tunnel.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { startSocksProxy } from '../fixtures/socks-proxy.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });

function proxyOf(url: string, verification: Partial<Proxy['verification']> = {}): Proxy {
  const proxy = parseProxyUrl(url);
  if (proxy === undefined) throw new Error(url);
  return { ...proxy, verification: { ...proxy.verification, ca: [authority.der], ...verification } };
}

function open(proxy: Proxy | 'unusable', port: number, host = '127.0.0.1', seconds = 5) {
  return openTunnel({ proxy, host, port, clock: systemClock, deadline: deadlineIn(seconds, systemClock) });
}

/** Opens a tunnel, does a handshake in it, and closes politely. */
async function shake(proxy: Proxy, port: number, host?: string): Promise<void> {
  const tls = connect({ socket: await open(proxy, port, host), rejectUnauthorized: false, servername: '' });
  await once(tls, 'secureConnect');
  await once(tls.resume().end(), 'close');
}

async function start(t: Test) {
  const server = await startApiserver({ serving: serving.identity });
  t.teardown(() => server.close());
  return server;
}

void t.test('each kind of proxy, with and without login, by IP and by a name that only the proxy knows', async (t) => {
  const { port, seen } = await start(t);
  const hosts = { 'api.invalid': '127.0.0.1' };
  const login = 'user:p@ss:word';
  const withLogin = 'user:p%40ss%3Aword@';
  for (const [options, user] of [
    [{ hosts }, ''],
    [{ hosts, login }, withLogin],
  ] as const) {
    const http = await startConnectProxy(t, options);
    const https = await startConnectProxy(t, { ...options, identity: serving.identity });
    const socks = await startSocksProxy(t, options);
    for (const [scheme, proxy] of Object.entries({ http, https, socks5: socks })) {
      const url = `${scheme}://${user}127.0.0.1:${proxy.port}`;
      await shake(proxyOf(url), port);
      await shake(proxyOf(url), port, 'api.invalid');
      t.same(proxy.asked, [`127.0.0.1:${port}`, `api.invalid:${port}`], url);
    }
  }
  t.match(seen, { handshakes: 12, handshakeErrors: 0, connectionErrors: 0 }, 'each was closed politely');
});

void t.test('IPv6 addresses', async (t) => {
  const hosts = { '::1': '127.0.0.1', '0000:0000:0000:0000:0000:0000:0000:0001': '127.0.0.1' };
  const { port } = await start(t);
  const http = await startConnectProxy(t, { hosts });
  await shake(proxyOf(`http://localhost:${http.port}`), port, '::1');
  t.same(http.asked, [`[::1]:${port}`]);
  const socks = await startSocksProxy(t, { hosts });
  await shake(proxyOf(`socks5://localhost:${socks.port}`), port, '::1');
  t.same(socks.asked, [`${Object.keys(hosts)[1] ?? ''}:${port}`]);
});

void t.test('a login that is refused or missing', async (t) => {
  const options = { login: 'user:secret' };
  const http = await startConnectProxy(t, options);
  const socks = await startSocksProxy(t, options);
  for (const user of ['', 'user:wrong@', 'user@']) {
    const expected = { code: 'ERR_PROXY_LOGIN', message: /^the proxy demands another login/ };
    await t.rejects(open(proxyOf(`http://${user}127.0.0.1:${http.port}`), 1), expected);
    await t.rejects(open(proxyOf(`socks5://${user}127.0.0.1:${socks.port}`), 1), expected);
  }
  t.same([...http.asked, ...socks.asked], []);
});

void t.test('an https proxy gets the login only if a Go client accepts its certificate', async (t) => {
  const other = await createAuthority({ commonName: 'another' });
  const proxy = await startConnectProxy(t, { identity: serving.identity, login: 'user:secret' });
  const url = `https://user:secret@127.0.0.1:${proxy.port}`;
  for (const verification of [{ ca: [other.der] }, { ca: undefined }, { serverName: 'elsewhere' }]) {
    await t.rejects(open(proxyOf(url, verification), 1), { code: 'ERR_PROXY_UNTRUSTED' });
  }
  t.same(proxy.asked, []);
  const { port } = await start(t);
  await shake(proxyOf(url, { ca: [other.der], insecure: true }), port);
  await shake(proxyOf(url, { serverName: '127.0.0.1' }), port);
});

/** What a proxy may do with any request. */
const faults: Readonly<Record<string, (write: (text: string | Uint8Array) => void, end: () => void) => void>> = {
  silent: () => undefined,
  'ends at once': (_write, end) => end(),
  garbage: (write) => write('\0\xff\x01garbage\r\n\r\n'),
  '403': (write) => write('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
  '502': (write) => write('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'),
  '100': (write) => write('HTTP/1.1 100 Continue\r\n\r\n'),
  '204': (write) => write('HTTP/1.1 204 No Content\r\n\r\n'),
  'speaks first': (write) => write('HTTP/1.1 200 OK\r\n\r\nSSH-2.0'),
  'half a header': (write) => write('HTTP/1.1 200 OK\r\nA:'),
  'not allowed by rules': (write) => write(Uint8Array.of(5, 0, 5, 2, 0, 1, 0, 0, 0, 0, 0, 0)),
  'version 4': (write) => write(Uint8Array.of(0, 90, 0, 0, 0, 0, 0, 0)),
  'an unknown method': (write) => write(Uint8Array.of(5, 9)),
};

const codes: Readonly<Record<string, readonly [http: string, socks: string]>> = {
  silent: ['ERR_PROXY_TIMEOUT', 'ERR_PROXY_TIMEOUT'],
  'ends at once': ['ERR_PROXY_MALFORMED', 'ERR_PROXY_MALFORMED'],
  garbage: ['ERR_PROXY_MALFORMED', 'ERR_PROXY_MALFORMED'],
  '403': ['ERR_PROXY_REFUSED', 'ERR_PROXY_MALFORMED'],
  '502': ['ERR_PROXY_REFUSED', 'ERR_PROXY_MALFORMED'],
  '100': ['ERR_PROXY_REFUSED', 'ERR_PROXY_MALFORMED'],
  '204': ['ERR_PROXY_REFUSED', 'ERR_PROXY_MALFORMED'],
  'speaks first': ['ERR_PROXY_MALFORMED', 'ERR_PROXY_MALFORMED'],
  'half a header': ['ERR_PROXY_TIMEOUT', 'ERR_PROXY_MALFORMED'],
  'not allowed by rules': ['ERR_PROXY_MALFORMED', 'ERR_PROXY_REFUSED'],
  'version 4': ['ERR_PROXY_MALFORMED', 'ERR_PROXY_MALFORMED'],
  'an unknown method': ['ERR_PROXY_MALFORMED', 'ERR_PROXY_MALFORMED'],
};

void t.test('faults of a proxy', async (t) => {
  for (const [name, fault] of Object.entries(faults)) {
    const port = await startTcpServer(t, (socket) => {
      socket.once('data', () =>
        fault(
          (text) => void socket.write(text),
          () => void socket.end(),
        ),
      );
      socket.resume();
    });
    const [http, socks] = codes[name] ?? [];
    await t.rejects(open(proxyOf(`http://127.0.0.1:${port}`), 1, '127.0.0.1', 0.3), { code: http }, name);
    await t.rejects(open(proxyOf(`socks5://127.0.0.1:${port}`), 1, '127.0.0.1', 0.3), { code: socks }, name);
  }
});

void t.test('an endless header is cut off long before the deadline', async (t) => {
  let sent = 0;
  const port = await startTcpServer(t, (socket) => {
    const more = (): void => {
      sent += 4096;
      if (socket.writable) socket.write(`X-${sent}: ${'a'.repeat(4000)}\r\n`, more);
    };
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n', more));
  });
  const begun = systemClock.monotonic();
  await t.rejects(open(proxyOf(`http://127.0.0.1:${port}`), 1, '127.0.0.1', 30), { code: 'ERR_PROXY_MALFORMED' });
  t.ok(systemClock.monotonic() - begun < 10_000);
  t.ok(sent < 2 ** 24);
});

void t.test('no connection to the proxy', async (t) => {
  const plain = await startTcpServer(t, (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await t.rejects(open(proxyOf(`https://127.0.0.1:${plain}`), 1), { code: 'ERR_PROXY_MALFORMED' });
  const silent = await startTcpServer(t, () => undefined);
  await t.rejects(open(proxyOf(`https://127.0.0.1:${silent}`), 1, '127.0.0.1', 0.1), { code: 'ERR_PROXY_TIMEOUT' });
  await t.rejects(open(proxyOf('http://127.0.0.1:1'), 1), { code: 'ERR_PROXY_UNREACHABLE' });
  await t.rejects(open(proxyOf('socks5://proxy.invalid'), 1), { code: 'ERR_PROXY_UNREACHABLE' });
  await t.rejects(open('unusable', 1), { code: 'ERR_PROXY_UNUSABLE' });
});

void t.test('an address that the proxy cannot reach', async (t) => {
  const http = await startConnectProxy(t);
  const expected = { code: 'ERR_PROXY_REFUSED', message: 'the proxy refuses, or cannot reach the address (HTTP 502)' };
  await t.rejects(open(proxyOf(`http://127.0.0.1:${http.port}`), 1), expected);
  const socks = await startSocksProxy(t);
  await t.rejects(open(proxyOf(`socks5://127.0.0.1:${socks.port}`), 1), { code: 'ERR_PROXY_REFUSED' });
});
