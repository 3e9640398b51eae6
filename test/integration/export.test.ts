import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { exportKinds } from '../../src/cli/export/kinds.js';
import { defaultRunbookUrl, exampleGrafanaUrl } from '../../src/cli/export/project-urls.js';
import { chartFixtures, helm } from '../deploy/chart.js';
import { projectFile } from '../fixtures/project-file.js';
import { exporterCommand } from './exporter.js';
import { requires, skippedWithout } from './requires.js';
import { mustRun } from './run.js';
import { temporaryFolder } from './temporary-folder.js';

const runbooks = 'https://wiki.example.com/runbooks';
const grafana = 'https://metrics.example.com/grafana';

const links = { runbooks: ['--runbook-url', runbooks], grafana: ['--grafana-url', `${grafana}/`] };

/** Exports every kind into a folder of its own, with all links that it can have. */
async function exportAll(command: readonly string[], folder: string): Promise<void> {
  for (const [kind, about] of Object.entries(exportKinds)) {
    const args = about.links.flatMap((link) => links[link]);
    await mustRun([...command, 'export', kind, join(folder, kind), ...args]);
  }
}

/** The text of each file below a folder. */
function contents(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

// The executable takes half a second for each start, and more on a busy machine.
t.setTimeout(360_000);

const folder = temporaryFolder(t);
await exportAll(exporterCommand, folder);

void t.test('Prometheus takes the rules', requires('promtool'), async (t) => {
  t.match(await mustRun(['promtool', 'check', 'rules', join(folder, 'rules/alerts.yml')]), /SUCCESS: \d+ rules found/);
});

void t.test('what the chart renders has no link but those that the user named', skippedWithout('helm'), async (t) => {
  const chart = join(folder, 'chart');
  const { stdout, code, stderr } = await helm(['template', 'x', chart, '--values', chartFixtures['monitoring'] ?? '']);
  t.equal(code, 0, stderr);
  const count = (text: string): number => stdout.split(text).length - 1;
  t.ok(count(`runbook_url: "${runbooks}/`) + count(`runbook_url: ${runbooks}/`) > 20);
  t.ok(count(`${grafana}/d/apiserver-cert-`) > 20);
  t.ok(count(`"url": "${runbooks}/`) > 10, 'dashboards, too');
  t.same([count(defaultRunbookUrl), count(exampleGrafanaUrl)], [0, 0]);
});

void t.test('the bundle writes the same', async (t) => {
  const bundle = projectFile('dist/bin.js');
  t.ok(existsSync(bundle), 'npm run build');
  const other = temporaryFolder(t);
  await exportAll([process.execPath, bundle], other);
  t.ok(contents(folder).size > 60);
  t.same(contents(other), contents(folder));
});

void t.test('the executable writes the same', requires('executable'), async (t) => {
  const other = temporaryFolder(t);
  await exportAll([process.env['EXECUTABLE'] ?? ''], other);
  t.same(contents(other), contents(folder));
});
