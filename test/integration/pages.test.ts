import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { startControlPlane } from '../../demo/control-plane.js';
import { exporterConfig } from '../../demo/exporter-config.js';
import { requireTool } from '../fixtures/tool.js';
import { alerts } from '../rules/committed-rules.js';
import { exporterCommand } from './exporter.js';
import { freePort } from './free-port.js';
import { allPages, patience, restartAlertmanager, restartExporter, restartPrometheus } from './pages-restarts.js';
import { servePagingSeries } from './pages-series.js';
import { type RestartableServer, startRestartable } from './pages-server.js';
import { startPagingStack } from './pages-stack.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

t.setTimeout(540_000);
// One after the other: two more Prometheus beside it delay its evaluations.
t.jobs = 1;

/** Each alert of severity critical: one that pages-series.ts does not raise fails the test. */
const everyPage = [
  ...new Set(alerts.filter(({ labels }) => labels['severity'] === 'critical').map((one) => one.alert)),
];

/** What the exporter itself reports of the demo's control plane, and of an address where nothing listens. */
const ofExporter = [
  'ApiserverLoopbackCertificateEnding demo',
  'ApiserverNameNotCovered demo',
  'ApiserverTargetUnreachable down',
];

const prometheus = process.env['PROMETHEUS'] ?? requireTool(t, 'prometheus');
const alertmanager = process.env['ALERTMANAGER'] ?? requireTool(t, 'alertmanager', 'prometheus-alertmanager');

if (prometheus !== undefined && alertmanager !== undefined) {
  const programs = { prometheus, alertmanager };
  const series = await servePagingSeries(t);

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    void t.test(`each page survives restarts by ${signal}`, { timeout: 510_000 }, async (t) => {
      const folder = temporaryFolder(t);
      const exporter = await startFaultyExporter(t, join(folder, 'exporter'));
      const scraped = [series, new URL(exporter.url).host];
      const stack = await startPagingStack(t, { folder, programs, scraped });
      const before = await allPages(stack, [...everyPage, ...ofExporter]);

      await restartPrometheus(t, stack, signal);
      t.same(stack.pages(), before, 'Prometheus');
      await restartAlertmanager(stack, signal);
      t.same(stack.pages(), before, 'Alertmanager');
      await restartExporter(stack, exporter, signal);
      t.same(stack.pages(), before, 'the exporter');
    });
  }

  void t.test('a `for` below the grace period resolves and pages again', { timeout: 510_000 }, async (t) => {
    const folder = temporaryFolder(t);
    const control = { grace: '26s', hold: '25s', delay: '6s' };
    const stack = await startPagingStack(t, { folder, programs, scraped: [series], control });
    const [page = ''] = await allPages(stack, everyPage);
    await stack.prometheus.restart('SIGTERM');
    const times = (wanted: string): number => stack.pages().filter((each) => each === wanted).length;
    await t.resolves(until('resolved', patience, () => times(page.replace('firing', 'resolved')) > 0 || undefined));
    await t.resolves(until('a second page', patience, () => times(page) > 1 || undefined));
  });
}

/** The exporter on a port that it keeps, for a control plane at fault. */
async function startFaultyExporter(t: Test, folder: string): Promise<RestartableServer> {
  const { addresses, names, ca, close } = await startControlPlane(Math.floor(Date.now() / 1000));
  t.teardown(close);
  mkdirSync(folder);
  const config = `${exporterConfig(addresses, names, join(folder, 'ca.crt'))}
  - { name: down, addresses: ["127.0.0.1:${await freePort()}"] }
`;
  writeFileSync(join(folder, 'ca.crt'), ca);
  writeFileSync(join(folder, 'exporter.yml'), config);
  const args = ['serve', '--config.file', join(folder, 'exporter.yml'), '--web.listen-address'];
  return startRestartable(t, folder, { argv: (listen) => [...exporterCommand, ...args, listen], path: '/metrics' });
}
