import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { certificateState } from '../../dashboards/queries/certificate-state.js';
import { ofTarget } from '../../dashboards/queries/select.js';
import { startControlPlane } from '../../demo/control-plane.js';
import { createAuthority } from '../../demo/pki.js';
import { committed, type DashboardJson, type PanelJson, panelsOf, queryResult } from '../dashboards/dashboard-json.js';
import { all, type Choice, fillIn } from '../dashboards/fill-in.js';
import { type Datasource, type Series, startDatasource } from '../dashboards/grafana-datasource.js';
import { serveExporter } from './exporter.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { freePort } from './free-port.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** The demo's control plane with additional faults, and a later one: a certificate of another CA. So every panel has something to show. */
async function startFaultyControlPlane(t: Test) {
  const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000));
  t.teardown(() => controlPlane.close());
  const another = await createAuthority({ commonName: 'proxy' });
  const [name = '', ip = ''] = controlPlane.names;
  const { identity } = await another.issue({ commonName: name, dnsNames: [name], ipAddresses: [ip, '127.0.0.1'] });
  const { healthy, longRunning } = controlPlane.apiservers;
  healthy.replace({ http: { failing: ['etcd'] }, named: { [name]: identity } });
  const replaceServing = (): void => {
    longRunning.replaceServing(identity);
  };
  return { ...controlPlane, replaceServing };
}

/** Waits until a query has a value of at least `least`. */
async function untilAtLeast(datasource: Datasource, what: string, query: string, least: number): Promise<void> {
  await until(what, 30, async () => {
    const [row] = await datasource.instant(query);
    return (row?.value ?? 0) >= least ? true : undefined;
  });
}

void t.test('every panel shows something of a control plane with faults', requires('prometheus'), async (t) => {
  const folder = temporaryFolder(t);
  const { addresses, names, ca, apiservers, replaceServing } = await startFaultyControlPlane(t);
  const caFile = join(folder, 'ca.crt');
  writeFileSync(caFile, ca);
  writeFileSync(join(folder, 'one.conf'), kubeconfigWith({ server: `https://${apiservers.healthy.endpoint}` }, {}));
  const { url } = await serveExporter(t, folder, {
    targets: [
      {
        name: 'demo',
        // Nothing listens at the last one.
        addresses: [...addresses, `127.0.0.1:${await freePort()}`],
        names,
        instances: 9,
        ca: { file: caFile },
        // No API server serves this file.
        servingFile: caFile,
      },
      { name: 'fleet', kubeconfigs: [join(folder, '*.conf')] },
    ],
    files: [{ paths: [caFile, join(folder, 'missing.crt')] }],
  });
  const datasource = await startDatasource(t, folder, url);
  const scrapes = 'min(count_over_time(apiserver_cert_exporter_build_info[1m]))';
  await untilAtLeast(datasource, 'the exporter was scraped twice', scrapes, 2);
  replaceServing();
  const refused = `count(apiserver_endpoint_refused{target="demo", address="${apiservers.longRunning.endpoint}"})`;
  await untilAtLeast(datasource, 'both jobs have the later fault', refused, 2);
  await untilAtLeast(datasource, 'the exporter was scraped six times', scrapes, 6);

  const instance = new URL(url).host;
  const choices = {
    everything: { job: all, instance: all, target: all },
    single: { job: ['apiserver-cert-exporter', 'another'], instance: [instance, 'another:1'], target: ['demo', 'x'] },
  };
  for (const [path, dashboard] of committed) {
    for (const [name, choice] of Object.entries(choices)) {
      // A single target is a single value, which is inserted as it is.
      const isMulti = dashboard.templating.list.some(({ name, multi }) => name === 'target' && multi);
      const chosen = isMulti ? choice : { ...choice, target: 'demo' };
      await t.test(`${path}, ${name}`, (t) => checkPanels(t, dashboard, datasource, chosen));
    }
    await t.test(`${path}, variables`, (t) => checkVariables(t, dashboard, datasource));
  }
  await t.test('two exporters for the same API servers do not double the numbers', async (t) => {
    for (const [title, expected] of Object.entries({
      'Servers down': 1,
      'Names refused': 3,
      'Probes failing': 1,
      'Discovery fails': 0,
    })) {
      for (const [path, dashboard] of committed.slice(0, 2)) {
        const expr = panelsOf(dashboard).find((panel) => panel.title === title)?.targets?.[0]?.expr ?? '';
        const filled = fillIn(expr, { job: all, instance: all, target: 'demo' });
        t.match(await datasource.instant(filled), [{ labels: {}, value: expected }], `${path}: ${title}`);
      }
    }
  });
  await t.test('another target has nothing', async (t) => {
    const filled = fillIn(certificateState(ofTarget), { job: all, instance: all, target: 'another' });
    t.same(await datasource.instant(filled), []);
  });
  await t.test('the one certificate that is about to end is critical', async (t) => {
    const filled = fillIn(certificateState(ofTarget), { job: all, instance: all, target: 'demo' });
    const states = (await datasource.instant(filled)).map(({ labels, value }) => [
      `${labels['address'] ?? ''} ${labels['certificate'] ?? ''}`,
      value,
    ]);
    t.equal(states.length, 7);
    t.same(
      states.filter(([, value]) => value !== 0),
      [[`${apiservers.longRunning.endpoint} loopback`, 2]],
    );
  });
});

async function checkPanels(t: Test, dashboard: DashboardJson, datasource: Datasource, choice: Choice): Promise<void> {
  for (const panel of panelsOf(dashboard)) {
    const results: Series[] = [];
    for (const { refId, expr, instant } of panel.targets ?? []) {
      const where = `${dashboard.title}: ${panel.title} ${refId}`;
      const rows = await (instant === true ? datasource.instant : datasource.range)(fillIn(expr, choice));
      // The queries of a timeline share its lines: those that were bad, and the others.
      if (panel.type !== 'state-timeline') t.not(rows.length, 0, where);
      results.push(...rows);
    }
    t.not(results.length, 0, `${dashboard.title}: ${panel.title}`);
    t.same(labelsLacking(panel, results), [], `${panel.title} has the labels that it shows`);
  }
  for (const { name, expr, textFormat } of dashboard.annotations.list) {
    const rows = await datasource.range(fillIn(expr, choice));
    t.not(rows.length, 0, name);
    t.same(lacking(inText(textFormat), rows), [], `${name} has the labels in its text`);
    t.ok(rows.every(({ value }) => value > 1e12 && value < Date.now() + 60_000));
  }
}

/** Labels in legends and columns that no row has. `cluster` comes from Prometheus servers of several clusters. */
function labelsLacking({ targets = [], transformations = [] }: PanelJson, rows: readonly Series[]): readonly string[] {
  const renamed = Object.keys(transformations[1]?.options.renameByName ?? {});
  const columns = renamed.filter((name) => !name.startsWith('Value') && name !== 'cluster');
  return lacking([...columns, ...targets.flatMap(({ legendFormat }) => inText(legendFormat))], rows);
}

function inText(format: string): readonly string[] {
  return [...format.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
}

function lacking(names: readonly string[], rows: readonly Series[]): readonly string[] {
  return names.filter((name) => !rows.some(({ labels }) => labels[name]));
}

async function checkVariables(t: Test, { templating }: DashboardJson, datasource: Datasource): Promise<void> {
  for (const { name, query, regex } of templating.list.filter(({ type }) => type === 'query')) {
    const values = await valuesOf(datasource, query, regex);
    // One dashboard has all targets, the other the API servers of one, the worst first.
    const targets = regex === undefined ? ['a', 'demo', 'fleet'] : ['demo', 'a'];
    t.same(values, { job: ['apiserver-cert-exporter'], target: targets }[name] ?? values, name);
    if (name === 'instance') t.equal(values.length, 2);
  }
}

/** As Grafana finds the values of a variable: those of a label, or of a query's rows, as text, by a regular expression. */
async function valuesOf(datasource: Datasource, query: string, regex = ''): Promise<readonly string[]> {
  const chosen = { job: all, instance: all };
  const [, expr] = queryResult.exec(query) ?? [];
  if (expr === undefined) {
    const [, selector = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(query) ?? [];
    return datasource.labelValues(fillIn(selector, chosen), label);
  }
  const rows = await datasource.instant(fillIn(expr, chosen));
  const texts = rows.map(({ labels, value }) => {
    const pairs = Object.entries(labels).map(([name, of]) => `${name}="${of}"`);
    return `{${pairs.join(',')}} ${value} 1700000000000`;
  });
  return texts.map((text) => new RegExp(regex.slice(1, -1)).exec(text)?.[1] ?? `no match: ${text}`);
}
