import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Apiserver, startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { createAuthority } from '../../../demo/pki.js';
import { check, type CheckEnvironment, systemEnvironment } from '../../../src/cli/check/check.js';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import { startSpinner } from '../../../src/cli/check/spinner.js';
import { compose } from '../../../src/cli/composition.js';
import { readFile } from '../../../src/document/read-file.js';
import { kubeconfigText } from '../../files/kubeconfig-text.js';

const day = 86_400;
const now = Date.UTC(2026, 10, 21, 12) / 1000;
const composition = await compose('test');

/** The real environment, with a clock that does not advance. */
const environment: CheckEnvironment = {
  compose: () =>
    Promise.resolve({
      ...composition,
      probing: (concurrency) => {
        const real = composition.probing(concurrency);
        return { ...real, clock: { ...real.clock, now: () => now } };
      },
    }),
  readFile,
  surroundings: { env: {}, home: '/nowhere', cwd: '/' },
  color: false,
  width: 100,
  startSpinner: undefined,
};

const authority = await createAuthority({ commonName: 'kubernetes', notBefore: now - 400 * day });
const loopback = (await createLoopback({ startedAt: now - 12 * day })).identity;

/** A kube-apiserver whose certificate covers these IPs and `api.example.com`. */
async function start(t: Test, ...ipAddresses: readonly string[]): Promise<Apiserver> {
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['api.example.com'],
    ipAddresses,
    notBefore: now - 65 * day,
    notAfter: now + 300 * day,
  });
  const apiserver = await startApiserver({ serving: identity, loopback });
  t.teardown(() => apiserver.close());
  return apiserver;
}

/** A port of 127.0.0.1 where nothing listens. */
async function closedEndpoint(): Promise<string> {
  const apiserver = await startApiserver({ serving: loopback });
  await apiserver.close();
  return apiserver.endpoint;
}

const defaults: CheckOptions = {
  configFile: undefined,
  kubeconfig: undefined,
  context: undefined,
  discover: false,
  kubeadmFolder: undefined,
  names: [],
  output: 'table',
  timeout: 10,
};

async function run(endpoints: readonly string[], options: Partial<CheckOptions> = {}) {
  let stdout = '';
  let stderr = '';
  const io = { stdout: (text: string) => void (stdout += text), stderr: (text: string) => void (stderr += text) };
  const all: CheckOptions = { ...defaults, ...options };
  const code = await check(endpoints, all, io, environment);
  return { code, stdout, stderr };
}

void t.test('a healthy API server', async (t) => {
  const { endpoint } = await start(t, '127.0.0.1');
  t.same(await run([endpoint], { names: ['api.example.com'] }), {
    code: 0,
    stderr: '',
    stdout: `
┌───────┬─────────────────┬──────────────────┬───────────────────┬────────┬─────────────┐
│ State │ Address         │ Serving ends UTC │ Loopback ends UTC │ Up for │ Not covered │
├───────┼─────────────────┼──────────────────┼───────────────────┼────────┼─────────────┤
│ OK    │ ${endpoint} │ 2027-09-17 12:00 │ 2027-11-09 11:00  │ 12d 0h │ none        │
│       │                 │ 300d 0h left     │ 352d 23h left     │        │             │
└───────┴─────────────────┴──────────────────┴───────────────────┴────────┴─────────────┘

OK (exit code 0): 1 endpoint; nothing found
`.slice(1),
  });
});

void t.test('a name that clients use is not covered: critical', async (t) => {
  const { endpoint } = await start(t, '127.0.0.1');
  const { code, stdout } = await run([endpoint], { names: ['10.220.70.56'] });
  t.equal(code, 2);
  t.match(stdout, '│ CRITICAL │');
  t.match(stdout, '1. CRITICAL: The serving certificate does not cover names that clients use');
  t.match(stdout, '     #   - "10.220.70.56"   # missing now\n     #   - "api.example.com"\n     #   - "127.0.0.1"\n');
  t.match(stdout, /\n\nCRITICAL \(exit code 2\): 1 endpoint; 1 critical\n$/);
});

void t.test('only its own address is not covered: a warning', async (t) => {
  const { endpoint } = await start(t);
  const { code, stdout } = await run([endpoint]);
  t.equal(code, 1);
  t.match(stdout, "1. WARNING: The serving certificate does not cover the instance's own address");
});

void t.test('nothing answers: unknown', async (t) => {
  const { code, stdout } = await run([await closedEndpoint()]);
  t.equal(code, 3);
  t.match(stdout, 'serving certificate: nothing listens on this port (refused)');
});

void t.test('the worst finding decides, and each endpoint is a separate target', async (t) => {
  const [good, bad] = [await start(t, '127.0.0.1'), await start(t)];
  const { code, stdout } = await run([good.endpoint, bad.endpoint, await closedEndpoint()]);
  t.equal(code, 3);
  t.same(stdout.match(/│ (OK|WARNING|UNKNOWN) /g), ['│ OK ', '│ WARNING ', '│ UNKNOWN ']);
  t.match(stdout, '1. UNKNOWN');
  t.match(stdout, '2. WARNING');
});

void t.test('a configuration, as JSON', async (t) => {
  const { endpoint } = await start(t, '127.0.0.1');
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const configFile = join(folder, 'exporter.yml');
  const targets = [{ name: 'prod', addresses: [endpoint], ca: { pem: authority.pem }, labels: { env: 'live' } }];
  writeFileSync(configFile, JSON.stringify({ targets }));
  const { code, stdout } = await run([], { configFile, output: 'json' });
  t.equal(code, 0);
  t.match(JSON.parse(stdout), {
    exitCode: 0,
    observedAt: '2026-11-21T12:00:00Z',
    targets: [
      {
        name: 'prod',
        labels: { env: 'live' },
        endpoints: [{ up: true, trust: { state: 'trusted' }, uptimeSeconds: 12 * day }],
      },
    ],
  });
});

void t.test('files of a configuration, and whether they are served', async (t) => {
  const { endpoint } = await start(t, '127.0.0.1');
  const { pem } = await authority.issue({
    commonName: 'kube-apiserver',
    notBefore: now - day,
    notAfter: now + 300 * day,
  });
  const folder = t.testdir({ 'apiserver.crt': pem });
  const configFile = join(folder, 'exporter.yml');
  const target = { name: 'prod', addresses: [endpoint], servingFile: 'apiserver.crt' };
  writeFileSync(configFile, JSON.stringify({ targets: [target], files: [{ paths: ['*.crt', 'gone.pem'] }] }));
  const { code, stdout } = await run([], { configFile });
  t.equal(code, 1);
  t.match(stdout, /│ OK +│ .* │ kube-apiserver +│ 2027-09-17 │ 300d 0h/);
  t.match(stdout, '1. WARNING: An API server does not serve the certificate in its file');
  t.match(stdout, '2. WARNING: Certificates could not be read from a file');
  t.match(stdout, /\(exit code 1\): 1 endpoint, 2 files; 2 warnings\n$/);
});

void t.test('a kubeadm control-plane node, and a copy of its folder on another host', async (t) => {
  const { pem } = await authority.issue({
    commonName: 'kube-apiserver',
    notBefore: now - day,
    notAfter: now + 300 * day,
  });
  const closed = (await closedEndpoint()).split(':').at(-1) ?? '';
  const folder = t.testdir({
    pki: { 'apiserver.crt': pem, 'ca.crt': authority.pem },
    manifests: { 'kube-apiserver.yaml': `- --secure-port=${closed}` },
    'other.conf': kubeconfigText('someone', authority.pem, pem),
  });
  const { code, stdout } = await run([], { kubeadmFolder: folder });
  t.equal(code, 0);
  t.match(stdout, /│ apiserver +│ Sep 17, 2027 12:00 UTC │ 300d +│ ca +│ yes +│ not seen +│/);
  t.match(stdout, /│ OK +│ .* │ someone +│ 2027-09-17/);
  t.match(stdout, /OK \(exit code 0\): 0 endpoints, 3 files; nothing found\n$/);

  const apiserver = await start(t, '127.0.0.1');
  writeFileSync(join(folder, 'manifests', 'kube-apiserver.yaml'), `- --secure-port=${apiserver.port}`);
  const there = await run([], { kubeadmFolder: folder, output: 'json' });
  t.match(JSON.parse(there.stdout), {
    targets: [{ name: 'this node', endpoints: [{ trust: { state: 'trusted' } }] }],
    servingFiles: [{ address: apiserver.endpoint, match: false }],
    kubeadm: { certificates: [{ missing: true }, { name: 'apiserver', externallyManaged: true }] },
  });
});

void t.test('if the check cannot start, it says why on stderr', async (t) => {
  t.match(await run([]), { code: 3, stdout: /"\/nowhere\/\.kube\/config" does not exist/, stderr: '' });
  t.match(await run(['http://x', 'a b']), {
    code: 3,
    stdout: '',
    stderr: /^endpoint: found "http:\/\/x".*\n.*"a b".*\n$/,
  });
});

void t.test('the real environment', async (t) => {
  const out: string[] = [];
  const io = { stdout: (text: string) => void out.push(text), stderr: (text: string) => void out.push(text) };
  const options: CheckOptions = { ...defaults, output: 'json' };
  t.equal(await check([await closedEndpoint()], options, io), 3);
  t.match(JSON.parse(out.join('')), { exitCode: 3, targets: [{ endpoints: [{ failures: [{ reason: 'refused' }] }] }] });
});

void t.test('colours and spinner are for terminals', (t) => {
  const terminal = { isTTY: true, columns: 90 };
  t.match(systemEnvironment(terminal, terminal, true), { color: true, width: 90, startSpinner });
  t.match(systemEnvironment(terminal, {}, false), { color: false, width: 90, startSpinner: undefined });
  t.match(systemEnvironment({}, terminal, true), { color: false, width: 120, startSpinner });
  t.match(systemEnvironment({ isTTY: true, columns: 0 }, {}, true), { color: true, width: 120 });
  t.end();
});
