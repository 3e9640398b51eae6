import { readFileSync } from 'node:fs';
import t from 'tap';
import { dashboardFiles } from '../../scripts/dashboards.js';
import { families, metricNames } from '../rules/catalogue.js';
import { committed, expressionsOf, projectFile, readProjectFile } from './dashboard-json.js';

const expressions = committed.flatMap(([, dashboard]) => expressionsOf(dashboard));
const variables = committed.flatMap(([, { templating }]) => templating.list.map(({ query }) => query));

/** Of the catalogue, what neither a panel nor a rule needs, and why. */
const unused: Readonly<Record<string, string>> = {
  apiserver_cert_exporter_scrape_duration_seconds: 'a histogram: its buckets are in a panel',
};

/** What Prometheus itself makes of a scrape and of the rules. */
const byPrometheus = ['up', 'scrape_duration_seconds', 'scrape_timeout_seconds', 'scrape_samples_scraped', 'ALERTS'];

function metricsIn(expression: string): readonly string[] {
  const named = [...expression.matchAll(/\b([a-zA-Z_:][\w:]*)\{/g)].map(([, name = '']) => name);
  const matched = [...expression.matchAll(/__name__=~"([\w|]+)"/g)].flatMap(([, names = '']) => names.split('|'));
  return [...named, ...matched];
}

void t.test('what is generated is what is committed', (t) => {
  for (const [path, text] of Object.entries(dashboardFiles()))
    t.equal(readFileSync(projectFile(path), 'utf8'), text, path);
  t.end();
});

void t.test('every metric in a dashboard is one that the exporter tells, or that Prometheus makes', async (t) => {
  const known = new Set([
    ...(await metricNames()),
    ...byPrometheus,
    'apiserver_cert_exporter_scrape_duration_seconds_bucket',
  ]);
  const used = [...expressions.map(([, expr]) => expr), ...variables].flatMap(metricsIn);
  t.ok(used.length > 100);
  t.same(new Set(used.filter((name) => !known.has(name))), new Set());
});

void t.test('every metric of the catalogue is in a panel, in a rule, or left out for a reason', async (t) => {
  const own = [...(await metricNames())].filter((name) => name.startsWith('apiserver_cert_exporter_'));
  const catalogue = [...(await families()).map(({ name }) => name), ...own];
  const text = [...expressions.map(([, expr]) => expr), readProjectFile('config/alerts.yml')].join('\n');
  const lacking = catalogue.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
  t.same(new Set(lacking), new Set(Object.keys(unused)));
});
