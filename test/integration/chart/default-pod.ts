import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { renderChart } from '../../deploy/chart.js';
import { chartRights } from './chart-rights.js';
import { type ChartScene, controlPlaneNodes } from './chart-scene.js';
import { startOperatorPrometheus } from './operator-prometheus.js';
import { runRelease } from './run-release.js';

const missing = 'ApiserverInstancesMissing';

/** Installs the chart without other values than those of monitoring, and goes as far as an alert in a real Prometheus. */
export async function defaultPod(t: Test, scene: ChartScene): Promise<void> {
  const namespace = 'monitoring';
  await scene.createNamespace(namespace, 'restricted');
  const values = { serviceMonitor: { enabled: true }, prometheusRule: { enabled: true } };
  const objects = await renderChart({ namespace, version: scene.kubernetes.version, values });
  const folder = join(scene.folder, 'default');
  mkdirSync(folder);
  // One of them has no API server.
  await scene.create(controlPlaneNodes, '');
  const { pod, targets } = await runRelease(t, scene, { namespace, objects, folder });
  const prometheus = await startOperatorPrometheus(t, { folder: join(folder, 'prometheus'), targets, objects });
  const up = await prometheus.has('apiserver_endpoint_up == 1');
  t.match(up, [{ job: 'apiserver-cert-exporter', address: '10.225.4.51:6443', namespace }]);
  await prometheus.hasNo('apiserver_endpoint_probe_failed');
  t.equal((await prometheus.has('apiserver_endpoint_process_start_time_seconds{source="metrics"}')).length, 1);
  t.match(await prometheus.fires(missing), { severity: 'warning', target: 'kubernetes' });
  t.same(
    (await prometheus.alerts()).map(({ labels }) => labels['alertname']),
    [missing],
    'no other rule is active',
  );
  chartRights(t, scene, pod, objects);
}
