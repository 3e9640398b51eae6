import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type ChartThreshold, chartThresholds } from '../../scripts/chart-thresholds.js';
import { alerts, rules, rulesText } from '../rules/committed-rules.js';
import { type Group, isAlert, parseGroups, type Rule } from '../rules/rule-file.js';
import { run } from '../integration/run.js';
import { skippedWithout } from '../integration/requires.js';
import { chartFixtures, renderChart } from './chart.js';

/** The groups of the PrometheusRule that the chart makes of these values. */
async function groupsOf(values: object, files: readonly string[] = []): Promise<readonly Group[]> {
  const rule = (await renderChart({ values, files })).find(({ kind }) => kind === 'PrometheusRule');
  return ((rule?.spec ?? {}) as { readonly groups?: readonly Group[] }).groups ?? [];
}

async function rulesOf(prometheusRule: object, others: object = {}): Promise<readonly Rule[]> {
  const groups = await groupsOf({ ...others, prometheusRule: { enabled: true, ...prometheusRule } });
  return groups.flatMap(({ rules }) => rules);
}

function find(all: readonly Rule[], name: string, severity: string): Rule | undefined {
  return all.find(({ alert, labels }) => alert === name && labels?.['severity'] === severity);
}

const helm = skippedWithout('helm');

void t.test(
  'without values, the chart has the rules of config/alerts.yml, without links to a Grafana',
  helm,
  async (t) => {
    const expected = parseGroups(rulesText).map((group) => ({
      ...group,
      rules: group.rules.map(({ annotations: { dashboard_url, ...annotations } = {}, ...rule }) => {
        t.equal(dashboard_url === undefined, rule.alert === undefined);
        return rule.alert === undefined ? rule : { ...rule, annotations };
      }),
    }));
    t.same(await groupsOf({ prometheusRule: { enabled: true } }), expected);
    t.same(await groupsOf({}), [], 'only if they are switched on');
  },
);

void t.test('links lead to the Grafana and the runbooks of the values', helm, async (t) => {
  const urls = { grafanaUrl: 'https://grafana.my.example/root/', runbookUrl: 'https://wiki.my.example/certs/' };
  const links = (all: readonly Rule[]) =>
    all.filter(isAlert).map(({ annotations }) => [annotations['dashboard_url'], annotations['runbook_url']]);
  const moved = alerts.map(({ alert, annotations }) => [
    annotations['dashboard_url']?.replace('https://grafana.example.com', 'https://grafana.my.example/root'),
    `https://wiki.my.example/certs/${alert}.md`,
  ]);
  t.same(links(await rulesOf({}, urls)), moved);
});

void t.test('an alert can be switched off, in one severity or in all', helm, async (t) => {
  const off = await rulesOf({
    alerts: {
      ApiserverServingCertificateEnding: { warning: { enabled: false } },
      ApiserverNameNotCovered: { enabled: false },
    },
  });
  const lacking = rules.filter(({ alert, labels }) => {
    const name = alert ?? '';
    return name !== '' && find(off, name, labels?.['severity'] ?? '') === undefined;
  });
  const late = { warning: { enabled: false }, critical: { days: 31 } };
  const pages = await rulesOf({ alerts: { ApiserverTrustEnding: late } });
  t.match(find(pages, 'ApiserverTrustEnding', 'critical')?.expr, '31 * 86400', 'without a ticket, any time is right');
  t.same(
    lacking.map(({ alert, labels }) => [alert, labels?.['severity']]),
    [
      ['ApiserverServingCertificateEnding', 'warning'],
      ['ApiserverNameNotCovered', 'critical'],
      ['ApiserverNameNotCovered', 'warning'],
    ],
  );
});

void t.test('a group goes with the last of its alerts, and what it records', helm, async (t) => {
  const file = parseGroups(rulesText).find(({ name }) => name === 'apiserver-files');
  const names = (file?.rules ?? []).flatMap(({ alert }) => alert ?? []);
  const alertsOff = Object.fromEntries(names.map((name) => [name, { enabled: false }]));
  const groups = await groupsOf({ prometheusRule: { enabled: true, alerts: alertsOff } });
  t.same(
    groups.map(({ name }) => name),
    parseGroups(rulesText)
      .map(({ name }) => name)
      .filter((name) => name !== 'apiserver-files'),
  );
});

void t.test('thresholds, waits, severities and labels of one alert change it alone', helm, async (t) => {
  const changed = await rulesOf({
    alertLabels: { team: 'platform', tier: 'all' },
    alertAnnotations: { chat: '#certificates' },
    alerts: {
      ApiserverServingCertificateEnding: {
        warning: { days: 45, lifetimeShare: 0.5, floorDays: 30, floorShare: 0.7, for: '20m', keepFiringFor: '1h' },
        critical: { severity: 'page', labels: { tier: 'one' } },
      },
    },
  });
  const name = 'ApiserverServingCertificateEnding';
  const warning = find(changed, name, 'warning');
  const before = alerts.find((each) => each.alert === name && each.labels['severity'] === 'warning');
  t.match(warning, {
    for: '20m',
    keep_firing_for: '1h',
    labels: { team: 'platform' },
    annotations: { chat: '#certificates' },
  });
  t.equal(
    warning?.expr,
    before?.expr
      .replace(') * 0.25,', ') * 0.5,')
      .replace('3 * 86400', '30 * 86400')
      .replace(',\n    30 * 86400', ',\n    45 * 86400')
      .replace(') * 0.6,', ') * 0.7,'),
  );
  t.match(find(changed, name, 'page'), { labels: { severity: 'page', team: 'platform', tier: 'one' } });
  t.equal(find(changed, name, 'page')?.expr, alerts.find((each) => each.alert === name && each.for === '10m')?.expr);
  const others = (all: readonly Rule[]) => all.filter(({ alert }) => alert !== name).map(({ expr }) => expr);
  t.same(others(changed), others(rules));
});

void t.test('each threshold of each alert is in its expression, and nothing else of it changes', helm, async (t) => {
  const given = Object.entries(chartThresholds).map(([name, levels]) => [name, mapValues(levels, shifted)] as const);
  const changed = await rulesOf({ alerts: Object.fromEntries(given) });
  let count = 0;
  for (const [name, levels] of given) {
    for (const [severity, values] of Object.entries(levels)) {
      const { expr = '' } = find(changed, name, severity) ?? {};
      const before = alerts.find((each) => each.alert === name && each.labels['severity'] === severity)?.expr ?? '';
      for (const value of Object.values(values)) {
        t.match(expr, new RegExp(`(?<![\\d.])${value}(?: \\* 86400|,)`), `${name} ${severity}: ${value}`);
        count += 1;
      }
      const numbers = (text: string) => text.replace(/[\d.]+(?= \* 86400|,$)/gm, 'N');
      t.equal(numbers(expr), numbers(before), name);
    }
  }
  t.equal(count, 22);
});

/** Another number for each threshold, which no other has. */
function shifted(thresholds: readonly ChartThreshold[] = []): Readonly<Record<string, number>> {
  return Object.fromEntries(
    thresholds.map(({ key, value }) => [key, key.endsWith('Share') ? value + 0.013 : value + 0.7]),
  );
}

function mapValues<T, U>(all: Readonly<Record<string, T>>, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, change(value)]));
}

void t.test('alerts are kept for two intervals of the ServiceMonitor, if they are kept at all', helm, async (t) => {
  const kept = await rulesOf({}, { serviceMonitor: { enabled: true, interval: '4m30s' } });
  const of = (name: string) => kept.find(({ alert }) => alert === name)?.keep_firing_for;
  t.equal(of('ApiserverFileUnreadable'), '540s', 'not 5m');
  t.equal(of('ApiserverTargetUnreachable'), '10m', 'which is longer');
  t.equal(of('ApiserverCertExporterDown'), undefined);
});

void t.test('promtool accepts the rules of each fixture', skippedWithout('helm', 'promtool'), async (t) => {
  const folder = t.testdir({});
  const counts = await Promise.all(
    Object.entries(chartFixtures).map(async ([name, file]) => {
      const groups = await groupsOf({}, [file]);
      if (groups.length === 0) return 0;
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify({ groups }));
      const { code, stdout, stderr } = await run(['promtool', 'check', 'rules', '--lint=all', '--lint-fatal', path]);
      t.equal(code, 0, `${name}: ${stdout}${stderr}`);
      return groups.flatMap(({ rules }) => rules).length;
    }),
  );
  t.ok(counts.filter((count) => count > 0).length >= 2);
});
