import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { requireTool } from '../fixtures/tool.js';
import { alerts } from './committed-rules.js';

const run = promisify(execFile);
const config = projectFile('config/alertmanager.yml');

void t.test("amtool finds no fault in Alertmanager's example", async (t) => {
  const amtool = requireTool(t, 'amtool');
  if (amtool === undefined) return;
  const { stdout } = await run(amtool, ['check-config', config]);
  t.match(stdout, /SUCCESS/);
});

void t.test('every alert goes where its severity says, and the alerts of others elsewhere', async (t) => {
  const amtool = requireTool(t, 'amtool');
  if (amtool === undefined) return;
  const routed = async (alertname: string, severity: string): Promise<string> => {
    const labels = [`alertname=${alertname}`, `severity=${severity}`, 'target=prod'];
    return (await run(amtool, ['config', 'routes', 'test', `--config.file=${config}`, ...labels])).stdout.trim();
  };
  for (const { alert, labels } of alerts) {
    const { severity = '' } = labels;
    t.equal(await routed(alert, severity), severity === 'critical' ? 'pager' : 'tickets', `${alert} ${severity}`);
  }
  t.equal(await routed('KubeAPIDown', 'critical'), 'others');
});

void t.test('as it is nothing is muted', (t) => {
  const { route, time_intervals } = load(readProjectFile('config/alertmanager.yml')) as Config;
  t.notMatch(JSON.stringify(route), 'mute_time_intervals');
  t.equal(time_intervals, undefined);
  t.end();
});

void t.test(
  'the sed command in the file mutes what maintenance brings about, pages and tickets, and no ending',
  async (t) => {
    const text = readProjectFile('config/alertmanager.yml');
    const script = /sed -i '(?<script>.+)' alertmanager\.yml$/m.exec(text)?.groups?.['script'] ?? '';
    const { stdout } = await run('sed', [script, config]);
    const { route, time_intervals } = load(stdout) as Config;
    const routes = route.routes[0]?.routes ?? [];
    const muted = routes.filter(({ mute_time_intervals }) => mute_time_intervals?.join() === 'maintenance');
    t.equal(muted.length, 2);
    t.match(time_intervals, [{ name: 'maintenance' }]);
    t.notMatch(JSON.stringify(muted), /Ending|Expired|Covered|Refused/);
    t.ok(routes.length > muted.length, 'critical alerts that are not muted have a route');

    const amtool = requireTool(t, 'amtool');
    if (amtool === undefined) return;
    const file = join(t.testdir(), 'alertmanager.yml');
    writeFileSync(file, stdout);
    t.match((await run(amtool, ['check-config', file])).stdout, /SUCCESS/);
  },
);

interface Route {
  readonly mute_time_intervals?: readonly string[];
  readonly routes: readonly Route[];
}

interface Config {
  readonly route: Route;
  readonly time_intervals?: readonly object[];
}
