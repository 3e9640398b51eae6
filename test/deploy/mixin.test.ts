import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { committed } from '../dashboards/dashboard-json.js';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { requires, skippedWithout } from '../integration/requires.js';
import { mustRun, run } from '../integration/run.js';
import { rulesText } from '../rules/committed-rules.js';
import { type Group, isAlert, parseGroups, type Rule } from '../rules/rule-file.js';
import { evaluate, installMixin, mixinWith } from './mixin.js';

const jsonnet = skippedWithout('jsonnet');
const withPromtool = { ...jsonnet, ...(jsonnet.skip === false ? requires('promtool') : {}) };

/** The groups of config/alerts.yml that have a rule of this kind, with these rules alone. */
function groupsWith(kind: (rule: Rule) => boolean, suffix = ''): readonly Group[] {
  return parseGroups(rulesText)
    .map((group) => ({ ...group, name: `${group.name}${suffix}`, rules: group.rules.filter(kind) }))
    .filter(({ rules }) => rules.length > 0);
}

const isRecord = (rule: Rule): boolean => rule.record !== undefined;

/** Those of an installation without a Grafana. */
function withoutGrafana(groups: readonly Group[]): readonly Group[] {
  const withoutLink = ({ annotations = {}, ...rule }: Rule): Rule => ({
    ...rule,
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== 'dashboard_url')),
  });
  return groups.map(({ rules, ...group }) => ({ ...group, rules: rules.map(withoutLink) }));
}

void t.test('without configuration, the mixin has rules and dashboards value by value', jsonnet, async (t) => {
  const { prometheusAlerts, prometheusRules, grafanaDashboards } = await mixinWith(installMixin(t));
  t.same(prometheusAlerts, { groups: withoutGrafana(groupsWith(isAlert)) });
  t.same(prometheusRules, { groups: groupsWith(isRecord, '.rules') });
  t.equal(
    [...prometheusAlerts.groups, ...prometheusRules.groups].flatMap(({ rules }) => rules).length,
    parseGroups(rulesText).flatMap(({ rules }) => rules).length,
  );
  t.same(
    grafanaDashboards,
    Object.fromEntries(
      committed.map(([path, { uid }]) => [`${uid}.json`, JSON.parse(readProjectFile(path)) as unknown]),
    ),
  );
});

void t.test('links lead to the Grafana and the runbooks of the configuration', jsonnet, async (t) => {
  const folder = installMixin(t);
  const { prometheusAlerts } = await mixinWith(folder, "{ grafanaURL: 'https://grafana.example.com' }");
  t.same(prometheusAlerts, { groups: groupsWith(isAlert) }, 'the very text of config/alerts.yml');
  const moved = await mixinWith(folder, "{ runbookURL: 'https://wiki.example.com/certs' }");
  const rules = moved.prometheusAlerts.groups.flatMap((group) => group.rules);
  for (const { alert = '', annotations } of rules)
    t.equal(annotations?.['runbook_url'], `https://wiki.example.com/certs/${alert}.md`);
  const dashboards = JSON.stringify(moved.grafanaDashboards);
  t.match(dashboards, 'https://wiki.example.com/certs/README.md');
  t.notMatch(dashboards, '/docs/runbooks');
});

void t.test('it is added to another mixin, which keeps what it has', jsonnet, async (t) => {
  const other = `{
    _config+:: { selector: 'job="kubelet"' },
    prometheusAlerts+:: { groups+: [{ name: 'other' }] },
    prometheusRules+:: { groups+: [{ name: 'other.rules' }] },
    grafanaDashboards+:: { 'other.json': {} },
  }`;
  const kept = (all: string): string =>
    `local all = ${all}; [all._config.selector, all.prometheusAlerts.groups[0].name, all.prometheusRules.groups[0].name,
    std.length(all.prometheusAlerts.groups), std.length(all.prometheusRules.groups), std.length(all.grafanaDashboards)]`;
  const { stdout, stderr } = await evaluate(installMixin(t), kept(`${other} + mixin`));
  t.equal(stderr, '');
  t.same(JSON.parse(stdout), [
    'job="kubelet"',
    'other',
    'other.rules',
    groupsWith(isAlert).length + 1,
    groupsWith(isRecord).length + 1,
    committed.length + 1,
  ]);
});

void t.test('the programs of the README do what it says', withPromtool, async (t) => {
  const folder = installMixin(t);
  const blocks = [...readProjectFile('deploy/mixin/README.md').matchAll(/```jsonnet\n\/\/ (\S+)\n([^]*?)```/g)];
  t.same(
    blocks.map(([, name]) => name),
    ['certificates.jsonnet', 'quieter.jsonnet'],
  );
  const [certificates = '', quieter = ''] = blocks.map(([, , text = '']) => text);
  const vendor = ['--jpath', join(folder, 'vendor')];
  await mustRun(['jsonnet', ...vendor, '--create-output-dirs', '--multi', join(folder, 'out'), '-'], certificates);
  t.same(
    readdirSync(join(folder, 'out')).toSorted(),
    [...committed.map(([, { uid }]) => `${uid}.json`), 'alerts.json', 'rules.json'].toSorted(),
  );
  await mustRun([
    'promtool',
    'check',
    'rules',
    ...['alerts', 'rules'].map((name) => join(folder, 'out', `${name}.json`)),
  ]);
  const { stdout, stderr } = await evaluate(
    folder,
    `local quieter = ${quieter};
    [[rule.alert, rule.labels.team] for group in quieter.prometheusAlerts.groups for rule in group.rules] +
    [[dashboard.refresh, dashboard.uid] for dashboard in std.objectValues(quieter.grafanaDashboards)]`,
  );
  t.equal(stderr, '');
  const found = JSON.parse(stdout) as readonly (readonly [string, string])[];
  t.notMatch(stdout, 'ApiserverCertExporterAbsent');
  t.equal(
    found.filter(([, team]) => team === 'platform').length,
    groupsWith(isAlert).flatMap(({ rules }) => rules).length - 1,
  );
  t.same(
    found.slice(-3).map(([refresh]) => refresh),
    ['1m', '1m', '5m'],
    'the last by name is the overview',
  );
});

void t.test('its files are formatted as jsonnetfmt does', jsonnet, async (t) => {
  const folder = projectFile('deploy/mixin');
  const files = readdirSync(folder).filter((name) => name.endsWith('.libsonnet'));
  t.equal(files.length, 4);
  const { code, stdout, stderr } = await run(['jsonnetfmt', '--test', ...files.map((name) => join(folder, name))]);
  t.equal(code, 0, `${stdout}${stderr}`);
});
