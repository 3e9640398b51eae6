import { readFileSync } from 'node:fs';
import t from 'tap';
import { dashboardFiles } from '../../scripts/dashboards.js';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { families, metricNames } from '../rules/catalogue.js';
import { committed, expressionsOf } from './dashboard-json.js';

const expressions = committed.flatMap(([, dashboard]) => expressionsOf(dashboard));
const variables = committed.flatMap(([, { templating }]) => templating.list.map(({ query }) => query));

/** The metrics of the catalogue that neither a panel nor a rule needs, and why. */
const unused: Readonly<Record<string, string>> = {
  apiserver_endpoint_certificate_chain_not_after_timestamp_seconds:
    'counts certificates that no client needs: the end of trust is in a panel',
  apiserver_check_timestamp_seconds: 'of check, not of serve: docs/check-output.md has an alert on its age',
  apiserver_check_exit_code: 'of check, not of serve: what it is made from is in panels and rules',
  apiserver_check_findings: 'of check, not of serve: what it is made from is in panels and rules',
  apiserver_cert_exporter_scrape_duration_seconds: 'a histogram: its buckets are in a panel',
};

/** Series that Prometheus itself makes. */
const byPrometheus = ['up', 'scrape_duration_seconds', 'scrape_timeout_seconds', 'scrape_samples_scraped', 'ALERTS'];

function metricsIn(expression: string): readonly string[] {
  const named = [...expression.matchAll(/\b([a-zA-Z_:][\w:]*)\{/g)].map(([, name = '']) => name);
  const matched = [...expression.matchAll(/__name__=~"([\w|]+)"/g)].flatMap(([, names = '']) => names.split('|'));
  return [...named, ...matched];
}

void t.test('the committed dashboards are up to date', (t) => {
  for (const [path, text] of Object.entries(dashboardFiles()))
    t.ok(readFileSync(projectFile(path), 'utf8') === text, `${path}: run npm run generate, and commit it`);
  t.end();
});

void t.test('every metric in a dashboard is in the catalogue, or made by Prometheus', async (t) => {
  const known = new Set([
    ...(await metricNames()),
    ...byPrometheus,
    'apiserver_cert_exporter_scrape_duration_seconds_bucket',
  ]);
  const used = [...expressions.map(([, expr]) => expr), ...variables].flatMap(metricsIn);
  t.ok(used.length > 100);
  const unknown = new Set(used.filter((name) => !known.has(name)));
  t.same(
    [...unknown].map(
      (name) => `${name} is in dashboards/ and in no table: add it to src/metrics/*-families.ts, or rename it`,
    ),
    [],
  );
});

void t.test('every metric of the exporter is in a panel, in a rule, or left out for a reason', async (t) => {
  const own = [...(await metricNames())].filter((name) => name.startsWith('apiserver_cert_exporter_'));
  const catalogue = [...(await families()).map(({ name }) => name), ...own];
  const text = [...expressions.map(([, expr]) => expr), readProjectFile('config/alerts.yml')].join('\n');
  const shown = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  const lacking = catalogue.filter((name) => !shown(name) && !(name in unused));
  t.same(
    lacking.map(
      (name) =>
        `show ${name} in a panel of dashboards/, or say why not in \`unused\` of test/dashboards/metrics.test.ts`,
    ),
    [],
  );
  const needless = Object.keys(unused).filter((name) => shown(name) || !catalogue.includes(name));
  t.same(
    needless.map((name) => `remove ${name} from \`unused\` of test/dashboards/metrics.test.ts`),
    [],
  );
});
