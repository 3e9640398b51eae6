import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { projectFile, readProjectFile } from './rule-file.js';

const run = promisify(execFile);

void t.test('promtool finds no fault in the rules', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const { stdout } = await run(promtool, [
    'check',
    'rules',
    '--lint=all',
    '--lint-fatal',
    projectFile('config/alerts.yml'),
  ]);
  t.match(stdout, /SUCCESS: \d+ rules found/);
});

void t.test('every alert fires when it should, with its text, and at no other time', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const files = readdirSync(projectFile('test/rules')).filter((file) => file.endsWith('.yml'));
  await t.resolves(
    Promise.all(files.map((file) => run(promtool, ['test', 'rules', projectFile(`test/rules/${file}`)]))),
  );
});

void t.test("promtool finds no fault in Prometheus' example", async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const { stdout } = await run(promtool, ['check', 'config', projectFile('config/prometheus.yml')]);
  t.match(stdout, /SUCCESS: 1 rule files found/);
});

void t.test('nor in the one with /probe, made from it by the sed command that it tells', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const example = readProjectFile('config/prometheus.yml');
  const script = /^# {3}sed '(?<script>.+)' prometheus\.yml$/m.exec(example)?.groups?.['script'] ?? '';
  const { stdout } = await run('sed', [script, projectFile('config/prometheus.yml')]);
  const jobs = [...stdout.matchAll(/^ {2}- job_name: (?<job>.+)$/gm)].map(({ groups }) => groups?.['job']);
  t.same(jobs, ['apiserver-cert-exporter-targets', 'apiserver-cert-exporter']);

  const folder = t.testdir({ 'alerts.yml': readProjectFile('config/alerts.yml') });
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, stdout);
  await t.resolves(run(promtool, ['check', 'config', file]));
});
