import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { SecureVersion } from 'node:tls';
import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { openWebConfig } from '../../src/web-config/live-web-config.js';
import { readFileNow, stampFile } from '../../src/web-config/read-file-now.js';
import { createHttpServer } from '../../src/web/http-server.js';
import { defaultLimits, type Limits } from '../../src/web/limits.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { closed } from './app-fixture.js';
import { get, outcome } from './get.js';

const authority = await createAuthority({ commonName: 'the CA' });
const stranger = await createAuthority({ commonName: 'another CA' });
const server = await authority.issue({ commonName: 'exporter', ipAddresses: ['127.0.0.1'] });
const renewed = await authority.issue({ commonName: 'renewed', ipAddresses: ['127.0.0.1'] });
const client = await authority.issue({ commonName: 'prometheus', dnsNames: ['prometheus'], usage: 'client' });
const unknown = await stranger.issue({ commonName: 'stranger', dnsNames: ['prometheus'], usage: 'client' });

const asClient = { cert: client.identity.cert, key: client.key };
const asStranger = { cert: unknown.identity.cert, key: unknown.key };

const pair = 'cert_file: server.crt, key_file: server.key';

interface Served {
  readonly port: number;
  /** Replaces a file like an editor or cert-manager does. */
  readonly write: (name: string, text: string) => void;
  readonly refused: string[];
}

/** A server that says hello, with this web configuration. */
async function serve(t: Test, yaml: string, limits: Partial<Limits> = {}): Promise<Served> {
  const folder = t.testdir({
    'web.yml': yaml,
    'server.crt': server.identity.cert,
    'server.key': server.key,
    'ca.crt': authority.pem,
  });
  const silent = () => undefined;
  const opened = openWebConfig(join(folder, 'web.yml'), {
    read: readFileNow,
    stamp: stampFile,
    log: { info: silent, warn: silent },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const refused: string[] = [];
  const listening = createHttpServer(
    (_request, response) => response.end('hello\n'),
    { ...defaultLimits, ...limits },
    { web: opened.live, decode: decodeCertificate, refused: (_address, reason) => refused.push(reason) },
  );
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  t.teardown(async () => {
    listening.closeAllConnections();
    listening.close();
    await once(listening, 'close');
  });
  return {
    port: (listening.address() as AddressInfo).port,
    write: (name, text) => {
      writeFileSync(join(folder, 'new'), text);
      renameSync(join(folder, 'new'), join(folder, name));
    },
    refused,
  };
}

const tls = (more = '') => `tls_server_config: {${pair}${more && `, ${more}`}}`;

void t.test('plain HTTP without a TLS section', async (t) => {
  const { port } = await serve(t, '');
  t.match(await get({ port, plain: true }), { status: 200, body: 'hello\n' });
});

void t.test('TLS 1.2 and 1.3, HTTP/1.1', async (t) => {
  const { port } = await serve(t, tls());
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const options = { port, ca: authority.pem, minVersion: version, maxVersion: version };
    t.match(await get({ ...options, ALPNProtocols: ['h2', 'http/1.1'] }), { status: 200, subject: 'CN=exporter' });
  }
  t.match(await outcome({ port, plain: true }), /ECONNRESET|HPE_/, 'and no plain HTTP');
});

void t.test('versions, suites and curves as configured', async (t) => {
  const { port } = await serve(
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

void t.test('each type of client authentication', async (t) => {
  const { port, write } = await serve(t, tls());
  const ca = 'client_ca_file: ca.crt';
  const table: readonly [type: string, without: boolean, strange: boolean, known: boolean][] = [
    ['client_auth_type: NoClientCert', true, true, true],
    ['client_auth_type: RequestClientCert', true, true, true],
    ['client_auth_type: RequireAnyClientCert', false, true, true],
    [`client_auth_type: VerifyClientCertIfGiven, ${ca}`, true, false, true],
    [`client_auth_type: RequireAndVerifyClientCert, ${ca}`, false, false, true],
    ['client_auth_type: RequireAnyClientCert, client_allowed_sans: [prometheus]', false, true, true],
    [`client_auth_type: RequireAndVerifyClientCert, ${ca}, client_allowed_sans: [prometheus]`, false, false, true],
    [`client_auth_type: RequireAndVerifyClientCert, ${ca}, client_allowed_sans: [other]`, false, false, false],
  ];
  for (const [type, ...expected] of table) {
    write('web.yml', tls(type));
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const base = { port, ca: authority.pem, maxVersion };
      const outcomes = [];
      for (const who of [{}, asStranger, asClient]) outcomes.push((await outcome({ ...base, ...who })) === 200);
      t.same(outcomes, expected, `${type} over ${maxVersion}`);
    }
  }
});

void t.test('refused clients are reported', async (t) => {
  const { port, refused } = await serve(t, tls('client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt'));
  await outcome({ port, ca: authority.pem });
  await outcome({ port, ca: authority.pem, ...asStranger });
  t.same(refused, ['no client certificate', 'client certificate: UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
});

void t.test('a resumed session is checked like the first one', async (t) => {
  const required = 'client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt';
  const { port, write } = await serve(t, tls(`${required}, client_allowed_sans: [prometheus]`));
  const agent = new Agent({ keepAlive: false, maxCachedSessions: 10 });
  t.teardown(() => agent.destroy());
  const options = { port, ca: authority.pem, agent, maxVersion: 'TLSv1.2', ...asClient } as const;
  t.match(await get(options), { status: 200, resumed: false });
  t.match(await get(options), { status: 200, resumed: true }, 'else this test would prove nothing');
  write('web.yml', tls(`${required}, client_allowed_sans: [other]`));
  t.equal(await outcome(options), 'ECONNRESET');
});

void t.test('a renewed certificate is served from the next handshake on', async (t) => {
  const { port, write } = await serve(t, tls());
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

/** Resolves when the server ends the connection, with everything that it sent. */
async function untilEnd(port: number, send: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(send);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await closed(socket);
  return said;
}

const hasty = { handshake: 200, headers: 200, request: 400, idle: 200, check: 20 };

void t.test('a client that sends nothing, or half a request, is cut off', async (t) => {
  const plain = await serve(t, '', hasty);
  t.match(await untilEnd(plain.port, ''), /^HTTP\/1\.1 408 |^$/);
  t.match(await untilEnd(plain.port, 'GET / HTTP/1.1\r\nHos'), /^HTTP\/1\.1 408 /);
  const secure = await serve(t, tls(), hasty);
  t.equal(await untilEnd(secure.port, ''), '', 'no ClientHello');
});

void t.test('a byte at a time is too slow', async (t) => {
  const { port } = await serve(t, '', hasty);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nX-Slow: ');
  const drip = setInterval(() => socket.write('a'), 20);
  t.teardown(() => clearInterval(drip));
  const begun = performance.now();
  await closed(socket.resume());
  t.ok(performance.now() - begun < 5_000);
});

void t.test('an idle connection ends', async (t) => {
  const { port } = await serve(t, '', hasty);
  t.match(await untilEnd(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'), /hello\n$/);
});

void t.test('limits of connections, requests and headers', async (t) => {
  const many = await serve(t, '', { connections: 1 });
  const first = connect(many.port, '127.0.0.1');
  await once(first, 'connect');
  t.equal(await untilEnd(many.port, ''), '', 'the second connection');
  first.destroy();

  const few = await serve(t, '', { ...hasty, requestsPerConnection: 2 });
  const said = await untilEnd(few.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2));
  t.match(said, /Connection: close\r\nContent-Length: 6\r\n\r\nhello\n$/, 'the last request of a connection');

  const large = await serve(t, '', {});
  t.match(await untilEnd(large.port, `GET / HTTP/1.1\r\nX: ${'a'.repeat(9000)}\r\n\r\n`), /^HTTP\/1\.1 431 /);
});
