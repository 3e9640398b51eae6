import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import type { ServeOptions } from '../../../src/cli/serve/command.js';
import { serve } from '../../../src/cli/serve/serve.js';
import { get } from '../../web/get.js';
import { startServe } from './serve-process.js';

// test/demo/demo.test.ts and test/integration test the running program after it listens.
const folder = mkdtempSync(join(tmpdir(), 'serve-'));
t.teardown(() => rmSync(folder, { recursive: true }));
const configFile = join(folder, 'exporter.yml');
writeFileSync(configFile, 'targets: [{name: prod, addresses: [127.0.0.1]}]');

async function refused(options: Partial<ServeOptions>): Promise<{ code: number; stderr: string }> {
  let stderr = '';
  const io = { stdout: () => undefined, stderr: (text: string) => void (stderr += text) };
  const all: ServeOptions = {
    configFile,
    listenAddress: '127.0.0.1:0',
    healthListenAddress: undefined,
    webConfigFile: undefined,
    telemetryPath: '/metrics',
    maxRequests: 40,
    enableLifecycle: false,
    logLevel: 'error',
    logFormat: 'logfmt',
    ...options,
  };
  return { code: await serve(all, '0.0.0', io), stderr };
}

void t.test('if it cannot start, it says why and returns 1', async (t) => {
  t.match(await refused({ listenAddress: 'nowhere' }), {
    code: 1,
    stderr: /--web\.listen-address nowhere: expected host:port/,
  });
  t.match(await refused({ configFile: join(folder, 'missing.yml') }), {
    code: 1,
    stderr: /missing\.yml: no such file/,
  });
  const broken = join(folder, 'broken.yml');
  writeFileSync(broken, 'targets: [{addresses: [a b]}]');
  t.match(await refused({ configFile: broken }), {
    code: 1,
    stderr: /"name" is missing\n.*targets\[0\]\.addresses\[0\]/,
  });
});

void t.test('an invalid web configuration together with an invalid configuration', async (t) => {
  const webConfigFile = join(folder, 'web.yml');
  writeFileSync(webConfigFile, 'basic_auth_users: {alice: hunter2}');
  const { code, stderr } = await refused({ configFile: join(folder, 'missing.yml'), webConfigFile });
  t.equal(code, 1);
  t.match(
    stderr,
    /missing\.yml: no such file\n.*web\.yml:1:27: basic_auth_users\.alice: found a value of 7 characters/,
  );
  t.notMatch(stderr, 'hunter2');
});

void t.test('a port that is taken', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  t.match(await refused({ listenAddress: `127.0.0.1:${port}` }), { code: 1, stderr: /EADDRINUSE/ });
  t.match(await refused({ healthListenAddress: `127.0.0.1:${port}` }), {
    code: 1,
    stderr: /--web\.health-listen-address 127\.0\.0\.1:\d+: .*EADDRINUSE/,
  });
});

void t.test('TLS and users on one port, only health checks on another', async (t) => {
  const authority = await createAuthority({ commonName: 'a CA' });
  const { identity } = await authority.issue({ commonName: 'exporter', ipAddresses: ['127.0.0.1'] });
  const webConfigFile = join(folder, 'tls.yml');
  writeFileSync(join(folder, 'tls.crt'), identity.cert);
  writeFileSync(join(folder, 'tls.key'), identity.key);
  writeFileSync(
    webConfigFile,
    `tls_server_config: {cert_file: tls.crt, key_file: tls.key}\nbasic_auth_users: {alice: ${hashSync('secret', 4)}}`,
  );
  const { child, url, log, logged, ended } = await startServe(
    { targets: [{ name: 'prod', addresses: ['127.0.0.1:1'] }] },
    '--web.config.file',
    webConfigFile,
    '--web.health-listen-address=127.0.0.1:0',
  );
  t.match(url, /^https:\/\/127\.0\.0\.1:\d+$/);
  const secure = { port: Number(new URL(url).port), ca: authority.pem, path: '/metrics' };
  t.equal((await get(secure)).status, 401);
  t.equal((await get({ ...secure, auth: 'alice:secret' })).status, 200);
  const [, port] = /health=http:\/\/127\.0\.0\.1:(\d+)/.exec(log()) ?? [];
  t.equal((await get({ port: Number(port), path: '/-/ready', plain: true })).body, 'ready\n');
  t.equal((await get({ port: Number(port), path: '/metrics', plain: true })).status, 404);
  writeFileSync(webConfigFile, 'tls_server_config: {cert_file: tls.crt, key_file: tls.key}');
  t.equal((await get(secure)).status, 401, 'a file without users takes a reload');
  child.kill('SIGHUP');
  await logged(/msg="configuration reloaded"/);
  t.equal((await get(secure)).status, 200);
  child.kill('SIGTERM');
  t.equal(await ended, 0);
});

void t.test('a closed log does not end it', async (t) => {
  const { child, url, ended } = await startServe(
    { targets: [{ name: 'prod', addresses: ['127.0.0.1:1'] }] },
    '--web.enable-lifecycle',
  );
  child.stderr?.destroy();
  for (let i = 0; i < 3; i++) t.equal((await fetch(`${url}/-/reload`, { method: 'POST' })).status, 200);
  child.kill('SIGTERM');
  t.equal(await ended, 0);
});

void t.test('only with --web.enable-lifecycle do clients reload; SIGHUP always does', async (t) => {
  const { child, url, log, logged, ended } = await startServe({
    targets: [{ name: 'prod', addresses: ['127.0.0.1:1'] }],
  });
  for (const method of ['POST', 'PUT']) {
    const answer = await fetch(`${url}/-/reload`, { method });
    t.equal(answer.status, 403);
    t.equal(await answer.text(), 'Lifecycle API is not enabled.', 'as in Prometheus');
  }
  t.notMatch(log(), /configuration reloaded/);
  child.kill('SIGHUP');
  await logged(/msg="configuration reloaded"/);
  child.kill('SIGTERM');
  t.equal(await ended, 0);
});
