import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as tcpConnect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { type Apiserver, type ApiserverOptions, startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const client = await authority.issue({ commonName: 'admin', usage: 'client' });
const identity = async (commonName: string) => (await authority.issue({ commonName })).identity;
const serving = await identity('serving');
const renewed = await identity('renewed');
const loopback = (await createLoopback({ startedAt: 1_652_180_293 })).identity;

async function start(t: Test, options: Partial<ApiserverOptions> = {}): Promise<Apiserver> {
  const apiserver = await startApiserver({ serving, loopback, ...options });
  t.teardown(() => apiserver.close());
  return apiserver;
}

/** The CNs of the chain that one polite handshake shows. */
async function shown(
  { port, address }: Apiserver,
  servername?: string,
  options: ConnectionOptions = {},
): Promise<string[]> {
  const sni = servername === undefined ? {} : { servername };
  const socket = connect({ port, host: address, rejectUnauthorized: false, ...sni, ...options });
  await once(socket, 'secureConnect');
  const names = chainOf(socket);
  socket.end();
  await once(socket, 'close');
  return names;
}

function chainOf(socket: TLSSocket): string[] {
  const names: string[] = [];
  let certificate = socket.getPeerX509Certificate();
  for (; certificate !== undefined; certificate = certificate.issuerCertificate) {
    names.push(certificate.subject.replace('CN=', ''));
    if (certificate.checkIssued(certificate)) break;
  }
  return names;
}

interface Reply {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

interface Ask extends Pick<ConnectionOptions, 'cert' | 'key'> {
  readonly method?: string;
  readonly authorization?: string;
}

async function ask(
  { port, address }: Apiserver,
  path: string,
  { authorization, ...options }: Ask = {},
): Promise<Reply> {
  const headers = authorization === undefined ? {} : { authorization };
  const request = httpsRequest({
    port,
    host: address,
    path,
    headers,
    rejectUnauthorized: false,
    agent: false,
    ...options,
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = Buffer.concat((await response.toArray()) as Buffer[]).toString();
  return { status: response.statusCode, type: response.headers['content-type'], body };
}

const status = (code: number, reason: string, message: string, details = ''): string => `{
  "kind": "Status",
  "apiVersion": "v1",
  "metadata": {
    
  },
  "status": "Failure",
  "message": ${JSON.stringify(message)},
  "reason": "${reason}",${details}
  "code": ${code}
}`;
const forbidden = (verb: string, path: string): string =>
  status(
    403,
    'Forbidden',
    `forbidden: User "system:anonymous" cannot ${verb} path "${path}"`,
    '\n  "details": {\n    \n  },',
  );

void t.test('chooses the certificate by SNI', async (t) => {
  const apiserver = await start(t);
  const lo = ['apiserver-loopback-client@1652180293', 'apiserver-loopback-client-ca@1652180293'];
  t.same(await shown(apiserver), ['serving'], 'no SNI');
  t.same(await shown(apiserver, 'apiserver-loopback-client'), lo, 'leaf and CA');
  t.same(await shown(apiserver, 'APISERVER-loopback-client'), lo, 'in any case');
  t.same(await shown(apiserver, 'unknown.example'), ['serving'], 'an SNI that matches nothing');
  t.same(await shown(apiserver, 'x.apiserver-loopback-client'), ['serving']);
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
  t.same(await shown(apiserver, 'api.example.com'), ['exact']);
  t.same(await shown(apiserver, 'b.example.com'), ['wildcard']);
  t.same(await shown(apiserver, 'a.b.example.com'), ['serving'], 'one label only');
  t.same(await shown(apiserver), ['by local IP']);
  t.same(await shown(await start(t, { loopback: undefined }), 'apiserver-loopback-client'), ['serving'], 'a proxy');
});

void t.test('speaks TLS 1.2 and 1.3 and nothing older', async (t) => {
  const apiserver = await start(t);
  t.same(await shown(apiserver, undefined, { maxVersion: 'TLSv1.2' }), ['serving']);
  const ciphers = 'DEFAULT@SECLEVEL=0';
  await t.rejects(shown(apiserver, undefined, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers }), {
    message: /protocol version/,
  });
  t.equal(apiserver.seen.handshakeErrors, 1);
  await t.rejects(shown(await start(t, { maxVersion: 'TLSv1.2' }), undefined, { minVersion: 'TLSv1.3' }));
});

void t.test('asks for client certificates and demands none', async (t) => {
  const { pem: cert, key } = client;
  const clientCa = authority.pem;
  const metrics = async (options: Partial<ApiserverOptions>, credentials = {}): Promise<number | undefined> =>
    (await ask(await start(t, options), '/metrics', credentials)).status;
  t.equal(await metrics({ clientCa }, { cert, key }), 200, 'a verified one may see metrics');
  t.equal(await metrics({ clientCa }), 403, 'none is anonymous');
  t.equal(await metrics({}, { cert, key }), 403, 'one that cannot be verified is anonymous');
  t.equal(await metrics({ clientCa, clientCertificates: 'none' }, { cert, key }), 403, 'not asked for');
  t.equal(await metrics({ clientCa, clientCertificates: 'require' }, { cert, key }), 200);
  await t.rejects(metrics({ clientCa, clientCertificates: 'require' }), 'demanded');
});

void t.test('answers HTTP as a real one does', async (t) => {
  const http = { startedAt: 1795302872.83, gitVersion: 'v1.36.1', token: 'letmein' };
  const apiserver = await start(t, { http });
  const text = 'text/plain; charset=utf-8';
  const authorization = 'Bearer letmein';
  const verbose = '[+]ping ok\n[+]log ok\n[+]etcd ok\n[+]autoregister-completion ok\n';
  t.same(await ask(apiserver, '/healthz'), { status: 200, type: text, body: 'ok' });
  t.same(await ask(apiserver, '/livez?verbose'), { status: 200, type: text, body: `${verbose}livez check passed\n` });
  const version = await ask(apiserver, '/version');
  t.match(JSON.parse(version.body), { major: '1', minor: '36', gitVersion: 'v1.36.1' });
  t.equal(version.type, 'application/json');
  const none = { status: 403, type: 'application/json' };
  t.same(await ask(apiserver, '/metrics'), { ...none, body: forbidden('get', '/metrics') });
  t.same(await ask(apiserver, '/version', { method: 'POST' }), { ...none, body: forbidden('post', '/version') });
  t.same(await ask(apiserver, '/__proto__'), { ...none, body: forbidden('get', '/__proto__') });
  t.same(await ask(apiserver, '/version', { authorization: 'Bearer other' }), {
    status: 401,
    type: 'application/json',
    body: status(401, 'Unauthorized', 'Unauthorized'),
  });
  const metrics = await ask(apiserver, '/metrics', { authorization });
  t.equal(metrics.type, 'text/plain; version=0.0.4; charset=utf-8');
  t.match(metrics.body, /^apiserver_tls_handshake_errors_total 0$/m);
  t.match(metrics.body, /^process_start_time_seconds 1.79530287283e\+09$/m);
  t.equal((await ask(apiserver, '/nope', { authorization })).status, 404);
});

void t.test('health and access can be switched', async (t) => {
  const checks = ['ping', 'loopback-serving-certificate'];
  const failing = ['loopback-serving-certificate'];
  const apiserver = await start(t, { http: { checks, failing } });
  t.match(await ask(apiserver, '/livez'), {
    status: 500,
    body: '[+]ping ok\n[-]loopback-serving-certificate failed: reason withheld\nlivez check failed\n',
  });
  apiserver.replace({ http: { anonymous: 'unauthorized', gitVersion: '?' } });
  t.equal((await ask(apiserver, '/version')).status, 401);
  apiserver.replace({ http: { anonymous: 'forbidden' } });
  t.equal((await ask(apiserver, '/version')).status, 403);
  apiserver.replace({ http: { gitVersion: 'unknown' } });
  t.match(JSON.parse((await ask(apiserver, '/version')).body), { major: '', gitVersion: 'unknown' });
});

void t.test('a renewed certificate and a restart show at the next connection', async (t) => {
  const apiserver = await start(t, { http: { token: 'x' } });
  apiserver.replaceServing(renewed);
  t.same(await shown(apiserver), ['renewed']);
  t.same(await shown(apiserver, 'unknown.example'), ['renewed']);
  const open = connect({ port: apiserver.port, rejectUnauthorized: false });
  await once(open, 'secureConnect');
  open.on('error', () => undefined);
  const ended = once(open, 'close');
  apiserver.restart((await createLoopback({ startedAt: 1_700_000_000 })).identity, 1_700_000_000);
  await ended;
  t.equal((await shown(apiserver, 'apiserver-loopback-client'))[0], 'apiserver-loopback-client@1700000000');
  t.same(await shown(apiserver), ['renewed'], 'the serving certificate stays');
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
  await shown(apiserver);
  await apiserver.close();
  await ended;
  await t.rejects(shown(apiserver), { code: 'ECONNREFUSED' });
  await t.rejects(startApiserver({ serving, address: '192.0.2.1' }), { code: 'EADDRNOTAVAIL' });
});
