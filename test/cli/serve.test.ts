import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import type { ServeOptions } from '../../src/cli/program.js';
import { serve } from '../../src/cli/serve.js';

// What it does once it listens is shown on the running program: test/demo/demo.test.ts and test/integration.
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
    telemetryPath: '/metrics',
    maxRequests: 40,
    logLevel: 'error',
    logFormat: 'logfmt',
    ...options,
  };
  return { code: await serve(all, '0.0.0', io), stderr };
}

void t.test('what cannot start says why, and gives 1', async (t) => {
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

void t.test('a port that is taken', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  t.match(await refused({ listenAddress: `127.0.0.1:${port}` }), { code: 1, stderr: /EADDRINUSE/ });
});
