import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { alertFaults } from '../faults/alert-faults.js';
import { serving } from '../faults/authority.js';
import { brokenOffFaults } from '../faults/broken-off-faults.js';
import { chainFaults } from '../faults/chain-faults.js';
import { httpFaults } from '../faults/http-faults.js';
import { tcpFaults } from '../faults/tcp-faults.js';
import { tlsFaults } from '../faults/tls-faults.js';
import { base64 } from '../fixtures/base64.js';
import { startSimulatedApi } from '../kube/simulated-api.js';
import { client, needles, password, token, tokenInFile } from './canaries.js';
import { runProgram, serveArgs, startLogging, writeConfig } from './exporter.js';
import { byToken, type Kubeconfig, writeKubeconfig } from './kubeconfig.js';
import { writeUsers } from './users.js';

const found = (text: string): readonly string[] => needles.filter((needle) => text.includes(needle));

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

/** What was said, with its source or destination. */
type Said = readonly (readonly [what: string, text: string])[];

/** Everything that a running exporter says, over HTTP and in its log. `change` brings another configuration. */
async function saidByServer(t: Test, folder: string, config: string, change: () => void): Promise<Said> {
  const { url, log, end } = await startLogging(t, folder, serveArgs(config, '--web.enable-lifecycle'));
  const said: [string, string][] = [];
  const ask = async (path: string, options: RequestInit = {}): Promise<string> => {
    const response = await fetch(`${url}${path}`, options);
    const text = await response.text();
    said.push([path, `${JSON.stringify([...response.headers])}\n${text}`]);
    return text;
  };
  const headers = { authorization: `Basic ${base64(`admin:${password}`)}` };
  t.match(await ask('/metrics'), /health_checks\{.*target="by-token"/, 'the server that echoes the credentials');
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
    const { stdout, stderr } = await runProgram(...args);
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
