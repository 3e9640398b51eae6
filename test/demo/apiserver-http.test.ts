import t from 'tap';
import type { ApiserverOptions } from '../../demo/apiserver.js';
import { authority, start } from './apiserver-fixture.js';
import { ask } from './ask.js';

const client = await authority.issue({ commonName: 'admin', usage: 'client' });

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
