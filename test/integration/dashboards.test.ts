import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { certificateState } from '../../dashboards/queries/certificate-state.js';
import { ofTarget } from '../../dashboards/queries/select.js';
import { startControlPlane } from '../../demo/control-plane.js';
import { createAuthority } from '../../demo/pki.js';
import { committed, type DashboardJson, type PanelJson, panelsOf } from '../dashboards/dashboard-json.js';
import { all, type Choice, fillIn } from '../dashboards/fill-in.js';
import { type Datasource, type Series, startDatasource } from '../dashboards/grafana-datasource.js';
import { serveExporter } from './exporter.js';
import { freePort } from './free-port.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** The demo's control plane with additional faults, so that every panel has something to show. */
async function startFaultyControlPlane(t: Test) {
  const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000));
  t.teardown(() => controlPlane.close());
  const another = await createAuthority({ commonName: 'proxy' });
  const [name = ''] = controlPlane.names;
  const { identity } = await another.issue({ commonName: name, dnsNames: [name] });
  controlPlane.apiservers.healthy.replace({ http: { failing: ['etcd'] }, named: { [name]: identity } });
  return controlPlane;
}

void t.test('every panel shows something of a control plane with faults', requires('prometheus'), async (t) => {
  const folder = temporaryFolder(t);
  const { addresses, names, ca, apiservers } = await startFaultyControlPlane(t);
  const caFile = join(folder, 'ca.crt');
  writeFileSync(caFile, ca);
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
    ],
    files: [{ paths: [caFile, join(folder, 'missing.crt')] }],
  });
  const datasource = await startDatasource(t, folder, url);
  await until('the exporter was scraped six times', 30, async () => {
    const [scrapes] = await datasource.instant('count_over_time(apiserver_cert_exporter_build_info[1m])');
    return (scrapes?.value ?? 0) >= 6 ? true : undefined;
  });

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
      'API servers down': 1,
      'Names refused': 2,
      'Probes failing': 1,
      'Discovery failing': 0,
    })) {
      for (const [path, dashboard] of committed.slice(0, 2)) {
        const expr = panelsOf(dashboard).find((panel) => panel.title === title)?.targets?.[0]?.expr ?? '';
        const filled = fillIn(expr, { job: all, instance: all, target: path.includes('overview') ? all : 'demo' });
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
      t.not(rows.length, 0, where);
      results.push(...rows);
    }
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
  for (const { name, query } of templating.list.filter(({ type }) => type === 'query')) {
    const [, selector = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(query) ?? [];
    const values = await datasource.labelValues(fillIn(selector, { job: all, instance: all }), label);
    t.equal(values.length, name === 'instance' ? 2 : 1, name);
  }
}
