import { once } from 'node:events';
import { connect as tcpConnect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:tls';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { identity, serving, start } from './apiserver-fixture.js';
import { ask } from './ask.js';
import { shownChain } from './shown-chain.js';

const renewed = await identity('renewed');

void t.test('chooses the certificate by SNI', async (t) => {
  const apiserver = await start(t);
  const lo = ['apiserver-loopback-client@1652180293', 'apiserver-loopback-client-ca@1652180293'];
  t.same(await shownChain(apiserver), ['serving'], 'no SNI');
  t.same(await shownChain(apiserver, 'apiserver-loopback-client'), lo, 'leaf and CA');
  t.same(await shownChain(apiserver, 'APISERVER-loopback-client'), lo, 'in any case');
  t.same(await shownChain(apiserver, 'unknown.example'), ['serving'], 'an SNI that matches nothing');
  t.same(await shownChain(apiserver, 'x.apiserver-loopback-client'), ['serving']);
  t.match(apiserver.seen, { connections: 5, handshakes: 5, handshakeErrors: 0, connectionErrors: 0 });
  t.same(apiserver.seen.sniSeen, [
    undefined,
    'apiserver-loopback-client',
    'apiserver-loopback-client',
    'unknown.example',
    'x.apiserver-loopback-client',
  ]);
});

void t.test('chooses among named certificates', async (t) => {
  const named = {
    'API.example.com': await identity('exact'),
    '*.example.com': await identity('wildcard'),
    '127.0.0.1': await identity('by local IP'),
  };
  const apiserver = await start(t, { named });
  t.same(await shownChain(apiserver, 'api.example.com'), ['exact']);
  t.same(await shownChain(apiserver, 'b.example.com'), ['wildcard']);
  t.same(await shownChain(apiserver, 'a.b.example.com'), ['serving'], 'one label only');
  t.same(await shownChain(apiserver), ['by local IP']);
  t.same(
    await shownChain(await start(t, { loopback: undefined }), 'apiserver-loopback-client'),
    ['serving'],
    'a proxy',
  );
});

void t.test('speaks TLS 1.2 and 1.3 and nothing older', async (t) => {
  const apiserver = await start(t);
  t.same(await shownChain(apiserver, undefined, { maxVersion: 'TLSv1.2' }), ['serving']);
  const ciphers = 'DEFAULT@SECLEVEL=0';
  await t.rejects(shownChain(apiserver, undefined, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers }), {
    message: /protocol version/,
  });
  t.equal(apiserver.seen.handshakeErrors, 1);
  await t.rejects(shownChain(await start(t, { maxVersion: 'TLSv1.2' }), undefined, { minVersion: 'TLSv1.3' }));
});

void t.test('a renewed certificate and a restart show at the next connection', async (t) => {
  const apiserver = await start(t, { http: { token: 'x' } });
  apiserver.replaceServing(renewed);
  t.same(await shownChain(apiserver), ['renewed']);
  t.same(await shownChain(apiserver, 'unknown.example'), ['renewed']);
  const open = connect({ port: apiserver.port, rejectUnauthorized: false });
  await once(open, 'secureConnect');
  open.on('error', () => undefined);
  const ended = once(open, 'close');
  apiserver.restart((await createLoopback({ startedAt: 1_700_000_000 })).identity, 1_700_000_000);
  await ended;
  t.equal((await shownChain(apiserver, 'apiserver-loopback-client'))[0], 'apiserver-loopback-client@1700000000');
  t.same(await shownChain(apiserver), ['renewed'], 'the serving certificate stays');
  t.match(
    (await ask(apiserver, '/metrics', { authorization: 'Bearer x' })).body,
    /^process_start_time_seconds 1\.7e\+09$/m,
  );
});

void t.test('counts what breaks off', async (t) => {
  const apiserver = await start(t);
  const plain = tcpConnect(apiserver.port, apiserver.address).end('GET / HTTP/1.1\r\n\r\n').resume();
  await once(plain, 'close');
  t.equal(apiserver.seen.handshakeErrors, 1, 'HTTP without TLS');
  const broken = connect({ port: apiserver.port, rejectUnauthorized: false }, () => broken.write('no HTTP\r\n\r\n'));
  await once(broken.resume(), 'close');
  t.equal(apiserver.seen.connectionErrors, 1, 'TLS without HTTP');
  t.match(apiserver.seen, { connections: 2, handshakes: 1 });
});

void t.test('closes with clients that say nothing', async (t) => {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each?.map(({ address }) => address));
  const address = addresses.includes('::1') ? '::1' : '127.0.0.1';
  const apiserver = await startApiserver({ serving, address });
  t.equal(apiserver.endpoint, `${address === '::1' ? '[::1]' : address}:${apiserver.port}`);
  const silent = tcpConnect(apiserver.port, apiserver.address).resume();
  const ended = once(silent, 'close');
  await shownChain(apiserver);
  await apiserver.close();
  await ended;
  await t.rejects(shownChain(apiserver), { code: 'ECONNREFUSED' });
  await t.rejects(startApiserver({ serving, address: '192.0.2.1' }), { code: 'EADDRNOTAVAIL' });
});
