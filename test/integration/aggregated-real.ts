import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { parseExposition, samplesOf, valueOf } from '../fixtures/exposition.js';
import { apiServiceObject, namespace, serviceObject, sliceObject } from './aggregated-objects.js';
import { pods } from './aggregated-pods.js';
import type { AggregatedScene } from './aggregated-scene.js';
import { checkJson } from './check-json.js';
import { runExporter, serveExporter } from './exporter.js';
import { startListener } from './listener.js';
import { prefix } from './metric-names.js';

/** Real aggregated API servers, which are registered as they are in clusters. */
export async function aggregatedReal(t: Test, scene: AggregatedScene): Promise<void> {
  const { controlPlane, api, authority, stranger, available } = scene;
  const { folder, kubeconfig } = controlPlane;
  const host = (at: number): string => pods[at] ?? '';
  const behind = async (service: string, address: string): Promise<void> => {
    const [ip = '', port = ''] = address.split(':');
    await api.create(serviceObject(service));
    const ports = [{ name: 'https', port: Number(port) }];
    await api.create(sliceObject(service, [{ addresses: [ip] }], { ports }));
  };

  const { identity } = await authority.issue({ commonName: 'sample', dnsNames: [`sample.${namespace}.svc`] });
  const [certificate, key] = [join(folder, 'sample.crt'), join(folder, 'sample.key')];
  writeFileSync(certificate, identity.cert);
  writeFileSync(key, identity.key);
  const further = [`--tls-cert-file=${certificate}`, `--tls-private-key-file=${key}`];
  const sample = await startListener(t, 'sample-apiserver', controlPlane, { host: host(6), further });
  await behind('sample', sample.address);
  await api.create(apiServiceObject('v1alpha1.wardle.example.com', 'sample', authority.pem));
  await api.create(apiServiceObject('v1beta1.wardle.example.com', 'sample', stranger));
  const metrics = await startListener(t, 'metrics-server', controlPlane, { host: host(7) });
  await behind('metrics-server', metrics.address);
  // As its own manifest registers it.
  await api.create(
    apiServiceObject('v1beta1.metrics.k8s.io', 'metrics-server', undefined, { insecureSkipTLSVerify: true }),
  );
  t.equal(await available('v1alpha1.wardle.example.com'), 'all checks passed');
  t.equal(await available('v1beta1.metrics.k8s.io'), 'all checks passed');

  const target = { name: 'real', kubeconfig: { file: kubeconfig }, discovery: 'aggregated' };
  const own = join(folder, 'real');
  mkdirSync(own);
  const exporter = await serveExporter(t, own, { targets: [target] });
  const { stdout } = await runExporter('check', '--config.file', exporter.configFile, '--output', 'json');
  const { targets } = checkJson(stdout);
  const nameOf = (name: string) => targets.find((each) => each.name === name)?.endpoints[0]?.names;
  t.match(nameOf('real/sample.apis'), [{ name: 'sample.apis.svc', accepted: true }]);
  const refusal = nameOf('real/sample.apis/v1beta1.wardle.example.com')?.[0];
  t.match(refusal, { accepted: false, reason: 'unknown_authority' });
  const message = await available('v1beta1.wardle.example.com');
  t.ok(message.endsWith(refusal?.message ?? 'no words'), message);
  t.same(nameOf('real/metrics-server.apis'), [], 'nothing is judged');

  const table = await runExporter('check', '--config.file', exporter.configFile);
  t.match(table.stdout, /signed by unknown authority/);
  t.notMatch(table.stdout, /kubeadm|control-plane node/, 'no advice that is for another server');
  t.comment(table.stdout);

  const samples = await exporter.scrape();
  for (const [name, server] of [
    ['sample', sample],
    ['metrics-server', metrics],
  ] as const) {
    const labels = { target: `real/${name}.apis` };
    t.equal(valueOf(samples, `${prefix}up`, labels), 1);
    t.equal(valueOf(samples, `${prefix}loopback_certificate_found`, labels), 1);
    const start = valueOf(parseExposition((await server.get('/metrics')).body), 'process_start_time_seconds');
    const shown = valueOf(samples, `${prefix}process_start_time_seconds`, { ...labels, source: 'loopback' });
    t.ok(Math.abs(shown - start) < 2, `${name}: ${(shown - start).toFixed(2)} s off`);
    t.same(samplesOf(samples, `${prefix}probe_failed`, labels), []);
  }
}
