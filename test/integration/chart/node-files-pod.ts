import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { ChartScene } from './chart-scene.js';
import { renderChart } from '../../deploy/chart.js';
import { startOperatorPrometheus } from './operator-prometheus.js';
import { runRelease } from './run-release.js';

/** Runs the pod of the DaemonSet on a node whose folder is that of kubeadm. */
export async function nodeFilesPod(t: Test, scene: ChartScene): Promise<void> {
  const namespace = 'node-files';
  await scene.createNamespace(namespace, 'privileged');
  const values = { nodeFiles: { enabled: true }, serviceMonitor: { enabled: true }, prometheusRule: { enabled: true } };
  const objects = await renderChart({ release: 'nodes', namespace, version: scene.kubernetes.version, values });
  const folder = join(scene.folder, 'node-files');
  mkdirSync(folder);
  const hostPath = (path: string): string => path.replace('/etc/kubernetes/pki', scene.pki);
  const { pod, targets } = await runRelease(t, scene, { namespace, objects, folder, hostPath, kind: 'DaemonSet' });
  const prometheus = await startOperatorPrometheus(t, { folder: join(folder, 'prometheus'), targets, objects });
  const files = await prometheus.has('apiserver_file_certificate_not_after_timestamp_seconds');
  t.same(files.map(({ path }) => path?.replace('/etc/kubernetes/pki/', '')).sort(), ofKubeadm);
  await prometheus.hasNo('apiserver_file_read_success == 0');
  t.same(scene.askedBy(`system:serviceaccount:${namespace}:${pod.spec.serviceAccountName}`), [], 'it asks no API');
}

const ofKubeadm = [
  'apiserver-etcd-client.crt',
  'apiserver-kubelet-client.crt',
  'apiserver.crt',
  'ca.crt',
  'etcd/ca.crt',
  'etcd/healthcheck-client.crt',
  'etcd/peer.crt',
  'etcd/server.crt',
  'front-proxy-ca.crt',
  'front-proxy-client.crt',
];
