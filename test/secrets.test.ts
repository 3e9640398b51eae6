import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashSync } from 'bcryptjs';
import t, { type Test } from 'tap';
import { alertFaults } from './faults/alert-faults.js';
import { authority, serving } from './faults/authority.js';
import { brokenOffFaults } from './faults/broken-off-faults.js';
import { chainFaults } from './faults/chain-faults.js';
import { httpFaults } from './faults/http-faults.js';
import { tcpFaults } from './faults/tcp-faults.js';
import { tlsFaults } from './faults/tls-faults.js';
import { startInBackground } from './integration/background-process.js';
import { run } from './integration/run.js';
import { until } from './integration/until.js';
import { type SimulatedApi, startSimulatedApi } from './kube/simulated-api.js';
import { get, outcome } from './web/get.js';

const program = [process.execPath, fileURLToPath(new URL('../src/bin.js', import.meta.url))];

const canary = (what: string): string => `canary-${what}-${randomBytes(12).toString('hex')}`;
const token = canary('token');
const tokenInFile = canary('file');
const password = canary('password');
const client = await authority.issue({ commonName: 'prober', usage: 'client' });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What must not be found anywhere: each secret as it is and encoded, and every line of the key. */
const needles: readonly string[] = [
  ...[token, tokenInFile, password].flatMap((text) => [text, base64(text), Buffer.from(text).toString('hex')]),
  ...client.key.split('\n').filter((line) => line.length > 20 && !line.startsWith('-')),
  ...(base64(client.key).match(/.{40}/g) ?? []),
];

const found = (text: string): readonly string[] => needles.filter((needle) => text.includes(needle));

type User = Readonly<Record<string, unknown>>;
const byToken: User = {
  token,
  'client-certificate-data': base64(client.pem),
  'client-key-data': base64(client.key),
};

interface Kubeconfig {
  readonly name: string;
  readonly file: string;
}

/** A kubeconfig with this server and user. */
function writeKubeconfig(folder: string, name: string, port: number, user = byToken, cluster: User = {}): Kubeconfig {
  const file = join(folder, `${name}.conf`);
  const ca = { 'certificate-authority-data': base64(authority.pem) };
  const kubeconfig = {
    'current-context': 'a',
    clusters: [{ name: 'a', cluster: { server: `https://127.0.0.1:${port}`, ...ca, ...cluster } }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    users: [{ name: 'a', user }],
  };
  writeFileSync(file, JSON.stringify(kubeconfig));
  return { name, file };
}

/** Echoes the credentials wherever there is room for text. */
const echo: RequestListener = (request, response) => {
  const authorization = request.headers.authorization ?? '';
  const secret = authorization.replace('Bearer ', '');
  const { url = '' } = request;
  const bodies: Readonly<Record<string, string>> = {
    '/version': JSON.stringify({ gitVersion: `v1.2.3-${secret}`, message: authorization }),
    '/livez?verbose': `[+]ping ok\n[-]${secret} failed: ${authorization}\n`,
    '/metrics/slis': `process_start_time_seconds 1\n`,
  };
  response.writeHead(bodies[url] === undefined ? 403 : 200, `Forbidden ${secret}`, { Location: `/${secret}` });
  response.end(
    bodies[url] ??
      JSON.stringify({ kind: 'Status', message: `${authorization} is not allowed ${base64(authorization)}` }),
  );
};

/** A kubeconfig for each hostile server. */
async function writeFaults(t: Test, folder: string): Promise<readonly Kubeconfig[]> {
  const faults = [tcpFaults, alertFaults, brokenOffFaults, tlsFaults, chainFaults, httpFaults].flat();
  const ports = await Promise.all(faults.map((fault) => fault.serve(t)));
  return ports.map((port, i) => writeKubeconfig(folder, `fault-${i}`, port));
}

/** A kubeconfig for each way to log in at this server, or to fail to. */
function writeUsers(folder: string, api: SimulatedApi): readonly Kubeconfig[] {
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, tokenInFile);
  const users: Readonly<Record<string, User>> = {
    'by-token': byToken,
    'by-token-file': { tokenFile },
    'two-lines': { token: `${token}\n${token}` },
    'no-base64': { ...byToken, 'client-key-data': `${token}!` },
    'no-key': { ...byToken, 'client-key-data': base64(token) },
    'key-alone': { 'client-key-data': base64(client.key) },
    password: { username: 'admin', password },
    exec: { exec: { command: 'login', env: [{ name: 'PASSWORD', value: password }] } },
    'auth-provider': { 'auth-provider': { config: { 'id-token': token } } },
    'wrong-type': { token: [token], password: { [password]: password } },
  };
  return [
    ...Object.entries(users).map(([name, user]) => writeKubeconfig(folder, name, api.port, user)),
    writeKubeconfig(folder, 'user-in-url', api.port, byToken, { server: `https://admin:${password}@127.0.0.1` }),
    writeKubeconfig(folder, 'proxy', api.port, byToken, { 'proxy-url': `http://admin:${password}@127.0.0.1` }),
  ];
}

/** Each kubeconfig alone and with discovery. */
function targets(kubeconfigs: readonly Kubeconfig[], timeout: string): readonly object[] {
  return kubeconfigs.flatMap(({ name, file }) => [
    { name, kubeconfig: { file }, timeout },
    { name: `${name}-instances`, kubeconfig: { file }, timeout, discovery: 'kubernetes' },
  ]);
}

/** Values that people put into the wrong place. */
const misplaced: readonly object[] = [
  { name: 'a', token },
  { name: 'b', kubeconfig: { file: 'b', token, password } },
  { name: 'c', kubeconfig: byToken },
  { name: 'd', addresses: [`https://admin:${password}@127.0.0.1`], ca: { pem: client.key } },
  { name: 'e', addresses: ['127.0.0.1'], ca: { data: base64(client.key) }, password },
];

function writeConfig(folder: string, name: string, config: object): string {
  const file = join(folder, `${name}.yml`);
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** What was said, with its source or destination. */
type Said = readonly (readonly [what: string, text: string])[];

/** Everything that a running exporter says, over HTTP and in its log. `change` brings another configuration. */
async function saidByServer(t: Test, folder: string, config: string, change: () => void): Promise<Said> {
  const args = ['serve', '--config.file', config, '--web.listen-address', '127.0.0.1:0', '--log.level', 'debug'];
  const { log, end } = await startInBackground([...program, ...args], join(folder, 'log'));
  t.teardown(() => end());
  const url = await until('it listens', 30, () => /msg=listening .*?url=(http:\S+)/.exec(log())?.[1]);
  const said: [string, string][] = [];
  const ask = async (path: string, options: RequestInit = {}): Promise<string> => {
    const response = await fetch(`${url}${path}`, options);
    const text = await response.text();
    said.push([path, `${JSON.stringify([...response.headers])}\n${text}`]);
    return text;
  };
  const headers = { authorization: `Basic ${base64(`admin:${password}`)}` };
  t.match(await ask('/metrics'), /health_check\{.*target="by-token"/, 'the server that echoes the credentials');
  for (const path of ['/metrics', '/', '/sd', '/-/ready', `/${password}`]) await ask(path, { headers });
  for (const name of ['by-token', 'by-token-instances', 'fault-0', 'fault-0-instances', password]) {
    await ask(`/probe?target=${name}`, { headers });
    await ask(`/probe?target=${name}&debug=true`, { headers });
  }
  await ask('/-/reload', { method: 'POST', headers });
  change();
  t.match(await ask('/-/reload', { method: 'POST' }), /expected/, 'a configuration that is refused');
  await ask('/-/reload', { method: 'POST', headers, body: password });
  await end();
  t.match(log(), /probe fails/);
  return [...said, ['log', log()]];
}

void t.test('no secret is shown, whatever goes wrong', async (t) => {
  const folder = t.testdir({});
  const api = await startSimulatedApi(t, serving, echo);
  const users = writeUsers(folder, api);
  const files = [{ paths: [join(folder, '*.conf')] }];
  const wrong = { targets: misplaced, files, 'client-key-data': base64(client.key) };
  const everything = [...targets(await writeFaults(t, folder), '500ms'), ...targets(users, '5s')];
  const running = writeConfig(folder, 'running', { targets: everything, files, probe: { concurrency: 256 } });
  const said = [...(await saidByServer(t, folder, running, () => writeConfig(folder, 'running', wrong)))];

  const say = async (...args: readonly string[]): Promise<void> => {
    const { stdout, stderr } = await run([...program, ...args]);
    said.push([args.join(' '), stdout + stderr]);
  };
  const good = writeConfig(folder, 'good', { targets: targets(users, '5s'), files });
  const bad = writeConfig(folder, 'bad', wrong);
  for (const file of [good, bad]) await say('config', 'check', '--config.file', file);
  for (const output of ['table', 'json']) await say('check', '--config.file', good, '--output', output);
  for (const { file } of users.slice(0, 2)) await say('check', '--kubeconfig', file, '--discover');
  await say('inspect', ...users.map(({ file }) => file));
  for (const [what, text] of said) t.same(found(text), [], what);
  const sent = new Set(api.seen.map(({ headers }) => headers.authorization));
  t.same(
    [...sent].sort(),
    [undefined, `Bearer ${token}`, `Bearer ${tokenInFile}`].sort(),
    'they were sent where they belong',
  );
});

void t.test('nor the credentials of clients of the exporter', async (t) => {
  const folder = t.testdir({});
  const hash = hashSync(password, 4);
  const server = await authority.issue({ commonName: 'exporter', ipAddresses: ['127.0.0.1'] });
  const webConfig = join(folder, 'web.yml');
  const write = (tls: object, users: object): void =>
    writeFileSync(webConfig, JSON.stringify({ tls_server_config: tls, basic_auth_users: users }));
  const tls = { cert: server.identity.cert, key: server.identity.key };
  write(tls, { alice: hash });
  const config = writeConfig(folder, 'exporter', { targets: [{ name: 'a', addresses: ['127.0.0.1:1'] }] });
  const args = [
    'serve',
    '--config.file',
    config,
    '--web.config.file',
    webConfig,
    '--web.listen-address',
    '127.0.0.1:0',
  ];
  const { log, end } = await startInBackground([...program, ...args, '--log.level', 'debug'], join(folder, 'log'));
  t.teardown(() => end());
  const port = await until('it listens', 30, () => /msg=listening .*?url=https:\S+:(\d+)/.exec(log())?.[1]);
  const said: [string, string][] = [];
  const ask = async (path: string, auth: string): Promise<number> => {
    const { status, body, headers } = await get({ port: Number(port), ca: authority.pem, path, auth });
    said.push([path, `${JSON.stringify(headers)}\n${body}`]);
    return status;
  };
  t.equal(await ask('/', `alice:${password}`), 200);
  t.equal(await ask('/metrics', `alice:${token}`), 401);
  t.equal(await ask(`/${password}`, `${password}:${token}`), 401);
  t.equal(await outcome({ port: Number(port), plain: true, auth: `alice:${password}` }), 'ECONNRESET');
  // Values that people put into the wrong place: a password for its hash, a key for a certificate, and so on.
  for (const [material, users] of [
    [tls, { alice: password }],
    [{ cert: tls.key, key: tls.key }, { alice: hash }],
    [
      { ...tls, client_ca: token },
      { bob: token, alice: [password] },
    ],
  ] as const) {
    const before = log().length;
    write(material, users);
    t.equal(await ask('/metrics', `alice:${password}`), 200, 'what was before stays');
    await until('it is refused', 10, () => log().length > before || undefined);
  }
  await end();
  const { stderr } = await run([...program, ...args]);
  t.match(stderr, 'web.yml');
  const key = tls.key.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
  const needlesHere = [...needles, ...key, hash, hash.slice(7)];
  for (const [what, text] of [...said, ['log', log()], ['refusal', stderr]] as const)
    t.same(
      needlesHere.filter((needle) => text.includes(needle)),
      [],
      what,
    );
});
