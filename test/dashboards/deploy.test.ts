import { load } from 'js-yaml';
import t from 'tap';
import { readProjectFile } from '../fixtures/project-file.js';
import { committed } from './dashboard-json.js';

interface Kustomization {
  readonly generatorOptions?: { readonly labels: Readonly<Record<string, string>> };
  readonly configMapGenerator?: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly resources?: readonly string[];
}

function read(path: string): Kustomization {
  return load(readProjectFile(path)) as Kustomization;
}

void t.test('each dashboard is a ConfigMap that the sidecar finds, under a unique file name', (t) => {
  const { generatorOptions, configMapGenerator } = read('dashboards/kustomization.yaml');
  t.match(generatorOptions?.labels, { grafana_dashboard: '1' });
  t.same(
    configMapGenerator,
    committed.map(([path, { uid }]) => ({ name: uid, files: [`${uid}.json=${path.replace('dashboards/', '')}`] })),
  );
  t.same(read('deploy/grafana/kustomization.yaml').resources, ['../../dashboards']);
  t.end();
});

void t.test(
  "a ConfigMap stays below what kubectl apply keeps in an annotation: 256 KiB with the dashboard's text",
  (t) => {
    for (const [path] of committed) t.ok(JSON.stringify(readProjectFile(path)).length < 200 * 1024, path);
    t.end();
  },
);

void t.test("Grafana is provisioned with a data source of the dashboards' type", (t) => {
  const folder = 'deploy/grafana/provisioning';
  t.match(read(`${folder}/datasources/prometheus.yml`), {
    apiVersion: 1,
    datasources: [{ type: 'prometheus', access: 'proxy', isDefault: true, jsonData: { timeInterval: '1m' } }],
  });
  t.match(read(`${folder}/dashboards/apiserver-cert-exporter.yml`), {
    apiVersion: 1,
    providers: [{ type: 'file', allowUiUpdates: false, options: { path: /^\/var\/lib\/grafana\/dashboards\// } }],
  });
  t.end();
});
