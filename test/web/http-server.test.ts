import type { SecureVersion } from 'node:tls';
import t from 'tap';
import { get, outcome } from './get.js';
import { authority, serveHello, tls } from './hello-server.js';

const renewed = await authority.issue({ commonName: 'renewed', ipAddresses: ['127.0.0.1'] });

void t.test('plain HTTP without a TLS section', async (t) => {
  const { port } = await serveHello(t, '');
  t.match(await get({ port, plain: true }), { status: 200, body: 'hello\n' });
});

void t.test('TLS 1.2 and 1.3, HTTP/1.1', async (t) => {
  const { port } = await serveHello(t, tls());
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const options = { port, ca: authority.pem, minVersion: version, maxVersion: version };
    t.match(await get({ ...options, ALPNProtocols: ['h2', 'http/1.1'] }), { status: 200, subject: 'CN=exporter' });
  }
  t.match(await outcome({ port, plain: true }), /ECONNRESET|HPE_/, 'and no plain HTTP');
});

void t.test('versions, suites and curves as configured', async (t) => {
  const { port } = await serveHello(
    t,
    tls(
      'min_version: TLS12, max_version: TLS12, cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384], curve_preferences: [CurveP384]',
    ),
  );
  const base = { port, ca: authority.pem };
  t.equal(await outcome(base), 200);
  const refused: Readonly<Record<string, object>> = {
    version: { minVersion: 'TLSv1.3' satisfies SecureVersion },
    suite: { ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
    curve: { ecdhCurve: 'X25519' },
  };
  for (const [what, options] of Object.entries(refused)) t.match(await outcome({ ...base, ...options }), /^E/, what);
});

void t.test('a renewed certificate is served from the next handshake on', async (t) => {
  const { port, write } = await serveHello(t, tls());
  t.match(await get({ port, ca: authority.pem }), { subject: 'CN=exporter' });
  write('server.key', renewed.key);
  t.match(await get({ port, ca: authority.pem }), { subject: 'CN=exporter' }, 'half of it changes nothing');
  write('server.crt', renewed.identity.cert);
  t.match(await get({ port, ca: authority.pem }), { subject: 'CN=renewed' });
  write('web.yml', 'foo: 1');
  t.match(await get({ port, ca: authority.pem }), { subject: 'CN=renewed' }, 'a broken file changes nothing');
  write('web.yml', '{}');
  t.match(await get({ port, ca: authority.pem }), { subject: 'CN=renewed' }, 'TLS cannot be lost');
});
