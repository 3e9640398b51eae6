import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
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

void t.test('maintenance mutes what it brings about, pages and tickets, and no ending', (t) => {
  const text = readProjectFile('config/alertmanager.yml');
  const routes = text
    .slice(text.indexOf('      routes:'), text.indexOf('inhibit_rules:'))
    .split(/^ {8}- /m)
    .slice(1);
  const muted = routes.filter((route) => route.includes('mute_time_intervals: [maintenance]'));
  t.equal(muted.length, 2);
  t.match(text, / {2}- name: maintenance$/m);
  t.notMatch(muted.join(''), /Ending|Expired|Covered|Refused/);
  t.ok(routes.length > muted.length, 'critical alerts that are not muted have a route');
  t.end();
});
