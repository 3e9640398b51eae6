import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { projectFile } from '../fixtures/project-file.js';
import { requireTool } from '../fixtures/tool.js';
import { inhibitionCases, type Labels } from './inhibition-cases.js';

void t.test('a real Alertmanager', async (t) => {
  const alertmanager = requireTool(t, 'alertmanager', 'prometheus-alertmanager');
  if (alertmanager === undefined) return;
  const api = await startAlertmanager(t, alertmanager);
  for (const [index, { name, firing, silenced }] of inhibitionCases.entries()) {
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
