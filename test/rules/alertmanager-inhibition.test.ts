import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { projectFile } from '../fixtures/project-file.js';
import { requireTool } from '../fixtures/tool.js';

type Labels = Readonly<Record<string, string>>;

const endpoint = { cluster: 'east', target: 'prod', address: '10.225.4.51:6443' };
const serving = { ...endpoint, certificate: 'serving' };
const loopback = { ...endpoint, certificate: 'loopback' };
const file = {
  cluster: 'east',
  instance: 'node-1:10643',
  path: '/etc/kubernetes/admin.conf',
  certificate: 'kubernetes-admin',
};
const ending = { alertname: 'ApiserverServingCertificateEnding' };
const loopbackEnding = { alertname: 'ApiserverLoopbackCertificateEnding' };
const critical = { severity: 'critical' };
const warning = { severity: 'warning' };

/** The alerts of each case that fire together, and those among them that are inhibited. */
const cases: readonly {
  readonly name: string;
  readonly firing: readonly Labels[];
  readonly silenced: readonly number[];
}[] = [
  {
    name: 'the page silences the ticket on the same certificate only',
    firing: [
      { ...ending, ...serving, ...critical },
      { ...ending, ...serving, ...warning },
      { ...loopbackEnding, ...loopback, ...warning },
      { ...ending, ...serving, address: '10.225.4.52:6443', ...warning },
      { ...ending, ...serving, target: 'edge', ...warning },
      { ...ending, ...serving, cluster: 'west', ...warning },
      { alertname: 'ApiserverFileNotServed', ...endpoint, path: '/etc/kubernetes/pki/apiserver.crt', ...warning },
      { alertname: 'ApiserverProbeFailing', ...endpoint, probe: 'loopback', ...warning },
    ],
    silenced: [1],
  },
  {
    name: 'expired silences ending',
    firing: [
      { alertname: 'ApiserverLoopbackCertificateExpired', ...loopback, ...critical },
      { ...loopbackEnding, ...loopback, ...critical },
      { ...loopbackEnding, ...loopback, ...warning },
      { ...ending, ...serving, ...critical },
    ],
    silenced: [1, 2],
  },
  {
    name: 'one name says nothing of another',
    firing: [
      { alertname: 'ApiserverNameNotCovered', ...endpoint, name: '10.220.70.56', ...critical },
      { alertname: 'ApiserverNameNotCovered', ...endpoint, name: '10.225.4.51', ...warning },
    ],
    silenced: [],
  },
  {
    name: 'files, which have no target',
    firing: [
      { alertname: 'ApiserverFileCertificateExpired', ...file, ...critical },
      { alertname: 'ApiserverFileCertificateEnding', ...file, ...critical },
      { alertname: 'ApiserverFileCertificateEnding', ...file, ...warning },
      { alertname: 'ApiserverFileCertificateEnding', ...file, instance: 'node-2:10643', ...warning },
      { alertname: 'ApiserverFileUnreadable', cluster: 'east', instance: 'node-1:10643', path: file.path, ...warning },
      { alertname: 'ApiserverCertExporterConfigReloadFailed', cluster: 'east', instance: 'node-1:10643', ...warning },
    ],
    silenced: [1, 2],
  },
  {
    name: 'where nothing of a target answers, its probes need no saying',
    firing: [
      { alertname: 'ApiserverTargetUnreachable', cluster: 'east', target: 'prod', ...critical },
      { alertname: 'ApiserverProbeFailing', ...endpoint, probe: 'serving', ...warning },
      { alertname: 'ApiserverDiscoveryFailing', cluster: 'east', target: 'prod', ...warning },
      { alertname: 'ApiserverProbeFailing', ...endpoint, target: 'edge', probe: 'serving', ...warning },
      { alertname: 'ApiserverLoopbackCertificatesEndTogether', cluster: 'east', target: 'prod', ...warning },
    ],
    silenced: [1, 2],
  },
];

void t.test('a real Alertmanager', async (t) => {
  const alertmanager = requireTool(t, 'alertmanager', 'prometheus-alertmanager');
  if (alertmanager === undefined) return;
  const api = await startAlertmanager(t, alertmanager);
  for (const [index, { name, firing, silenced }] of cases.entries()) {
    // A cluster for each case, so that none meets another.
    const alerts = firing.map((labels, position) => ({
      ...labels,
      cluster: `${labels['cluster'] ?? ''}-${index}`,
      position: String(position),
    }));
    await post(api, alerts);
    const expected = alerts.map((_, position) => silenced.includes(position));
    t.same(await settled(api, `-${index}`, expected), expected, name);
  }
});

/** Runs it on a free port of 127.0.0.1, alone, until the test ends. Resolves with the URL of its API. */
async function startAlertmanager(t: Test, program: string): Promise<string> {
  const flags = ['--web.listen-address=127.0.0.1:0', '--cluster.listen-address=', `--storage.path=${t.testdir()}`];
  const process = spawn(program, [`--config.file=${projectFile('config/alertmanager.yml')}`, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.teardown(() => end(process));
  let log = '';
  for await (const chunk of process.stderr.iterator({ destroyOnReturn: false })) {
    log += String(chunk);
    const address = /Listening on.* address=(?<address>127\.0\.0\.1:\d+)/.exec(log)?.groups?.['address'];
    if (address === undefined) continue;
    process.stderr.resume();
    return `http://${address}/api/v2/alerts`;
  }
  throw new Error(`Alertmanager ended:\n${log}`);
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
}

async function post(api: string, alerts: readonly Labels[]): Promise<void> {
  const endsAt = new Date(Date.now() + 600_000).toISOString();
  const body = JSON.stringify(alerts.map((labels) => ({ labels, endsAt })));
  const response = await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!response.ok) throw new Error(`Alertmanager said ${response.status}: ${await response.text()}`);
}

interface ReportedAlert {
  readonly labels: Labels;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** Returns which alerts of a case are inhibited, by position. Alertmanager processes alerts in the background, so this waits up to five seconds for the expected result. */
async function settled(api: string, suffix: string, expected: readonly boolean[]): Promise<readonly boolean[]> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const all = (await (await fetch(api)).json()) as readonly ReportedAlert[];
    const seen = all
      .filter(({ labels }) => labels['cluster']?.endsWith(suffix))
      .toSorted((a, b) => Number(a.labels['position']) - Number(b.labels['position']))
      .map(({ status }) => status.inhibitedBy.length > 0);
    if (Date.now() > deadline || JSON.stringify(seen) === JSON.stringify(expected)) return seen;
    await setTimeout(20);
  }
}
