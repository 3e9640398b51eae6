import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { requireTool } from '../fixtures/tool.js';
import { expectedAnnotations } from './expected-annotations.js';

const run = promisify(execFile);

interface Expected {
  readonly exp_labels: Readonly<Record<string, string>>;
  /** See expectedAnnotations. */
  readonly rendered?: readonly string[];
}

interface RuleTests {
  readonly tests: readonly {
    readonly promql_expr_test?: readonly { readonly exp_samples: readonly { readonly value: string }[] }[];
    readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts?: readonly Expected[] }[];
  }[];
}

/** A file of tests as promtool takes it: each alert that is expected with the annotations that config/alerts.yml gives it. */
function withAnnotations(file: string): object {
  // Every scalar as its text: 0x60 is a series of zeros for promtool, and a number for YAML.
  const parsed = load(readProjectFile(`test/rules/${file}`), { schema: FAILSAFE_SCHEMA }) as RuleTests;
  const tests = parsed.tests.map((test) => ({
    ...test,
    promql_expr_test: test.promql_expr_test?.map(({ exp_samples, ...rest }) => ({
      ...rest,
      exp_samples: exp_samples.map((sample) => ({ ...sample, value: Number(sample.value) })),
    })),
    alert_rule_test: test.alert_rule_test.map(({ exp_alerts = [], ...rest }) => ({
      ...rest,
      exp_alerts: exp_alerts.map(({ exp_labels, rendered }) => ({
        exp_labels,
        exp_annotations: expectedAnnotations(rest.alertname, exp_labels, rendered),
      })),
    })),
  }));
  return { ...parsed, rule_files: [projectFile('config/alerts.yml')], tests };
}

t.setTimeout(300_000);

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
  t.setTimeout(270_000);
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const files = readdirSync(projectFile('test/rules')).filter((file) => file.endsWith('.yml'));
  const folder = t.testdir(Object.fromEntries(files.map((file) => [file, JSON.stringify(withAnnotations(file))])));
  await t.resolves(Promise.all(files.map((file) => run(promtool, ['test', 'rules', join(folder, file)]))));
});

void t.test("promtool finds no fault in Prometheus' example", async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const { stdout } = await run(promtool, ['check', 'config', projectFile('config/prometheus.yml')]);
  t.match(stdout, /SUCCESS: 1 rule files found/);
});

void t.test(
  'promtool finds no fault in the configuration with /probe, which the sed command in the file makes',
  async (t) => {
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
  },
);
