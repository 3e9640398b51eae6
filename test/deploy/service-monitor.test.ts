import { deepEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { load } from 'js-yaml';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { skippedWithout } from '../integration/requires.js';
import { chartFixtures, type Manifest, renderChart } from './chart.js';

type Relabeling = Readonly<Record<string, unknown>>;

interface Endpoint {
  readonly port: string;
  readonly path: string;
  readonly scheme: string;
  readonly relabelings: readonly Relabeling[];
  readonly metricRelabelings?: readonly Relabeling[];
}

interface MonitorSpec {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly endpoints: readonly [Endpoint];
}

interface ServiceSpec {
  readonly ports: readonly { readonly name: string }[];
}

const helm = skippedWithout('helm');

const webLogin = {
  tlsConfig: { serverName: 'exporter', cert: { secret: { name: 'prometheus', key: 'tls.crt' } } },
  basicAuth: { username: { name: 'login', key: 'username' }, password: { name: 'login', key: 'password' } },
};

function monitorsIn(objects: readonly Manifest[]): readonly MonitorSpec[] {
  return objects.filter(({ kind }) => kind === 'ServiceMonitor').map(({ spec }) => spec as unknown as MonitorSpec);
}

async function monitorsOf(values: object): Promise<readonly MonitorSpec[]> {
  return monitorsIn(await renderChart({ values: { serviceMonitor: { enabled: true }, ...values } }));
}

/** What a monitor does to the labels of a target, other than its job. */
function relabelingsOf(monitor: MonitorSpec | undefined): readonly Relabeling[] {
  const [job, ...others] = monitor?.endpoints[0].relabelings ?? [];
  deepEqual(job, { targetLabel: 'job', replacement: 'apiserver-cert-exporter' }, 'the rules expect this name');
  return others;
}

void t.test('each monitor selects one Service, whatever the values', helm, async (t) => {
  let monitors = 0;
  for (const [name, file] of Object.entries(chartFixtures)) {
    const objects = await renderChart({ files: [file], values: { serviceMonitor: { enabled: true, ...webLogin } } });
    const services = objects.filter(({ kind }) => kind === 'Service');
    for (const { selector, namespaceSelector, endpoints } of monitorsIn(objects)) {
      const selected = services.filter(
        ({ metadata: { labels = {}, namespace = '' } }) =>
          namespaceSelector.matchNames.includes(namespace) &&
          Object.entries(selector.matchLabels).every(([key, value]) => labels[key] === value),
      );
      t.equal(selected.length, 1, name);
      const { ports } = selected[0]?.spec as unknown as ServiceSpec;
      t.ok(
        ports.some((port) => port.name === endpoints[0].port),
        `${name}: ${endpoints[0].port}`,
      );
      monitors += 1;
    }
  }
  t.ok(monitors > 10);
});

const serviceInstance = [
  { targetLabel: 'instance', replacement: 'apiserver-cert-exporter.apiserver-cert-exporter:10643' },
  { action: 'labeldrop', regex: 'pod' },
];

void t.test('series and alerts continue when a pod is replaced', helm, async (t) => {
  const [one] = await monitorsOf({});
  t.same(relabelingsOf(one), serviceInstance);
  const [several] = await monitorsOf({ replicas: 2 });
  t.same(relabelingsOf(several), [], 'pods that all probe everything have to be told apart');
  const [, nodes] = await monitorsOf({ nodeFiles: { enabled: true } });
  t.same(relabelingsOf(nodes), [
    { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' },
    { action: 'labeldrop', regex: 'pod' },
  ]);
  const [plain] = await monitorsOf({ serviceMonitor: { enabled: true, stableLabels: false } });
  t.same(relabelingsOf(plain), []);
});

void t.test('relabelings of the values come after those of the chart', helm, async (t) => {
  const own = { action: 'replace', targetLabel: 'cluster', replacement: 'east' };
  const drop = { action: 'labeldrop', regex: 'key_algorithm' };
  const serviceMonitor = { enabled: true, relabelings: [own], metricRelabelings: [drop] };
  const [monitor] = await monitorsOf({ serviceMonitor });
  t.same(relabelingsOf(monitor), [...serviceInstance, own]);
  t.same(monitor?.endpoints[0].metricRelabelings, [drop]);
});

void t.test('Prometheus verifies TLS and logs in', helm, async (t) => {
  const objects = await renderChart({
    files: [chartFixtures['web'] ?? ''],
    values: { kind: 'StatefulSet', replicas: 2, serviceMonitor: { enabled: true, ...webLogin } },
  });
  t.match(monitorsIn(objects)[0]?.endpoints, [{ scheme: 'https', ...webLogin }]);
  const { spec } = objects.find(({ kind }) => kind === 'ScrapeConfig') ?? {};
  t.match(spec, { scheme: 'HTTPS', ...webLogin, httpSDConfigs: [{ url: /^https:/, ...webLogin }] });
});

interface Job {
  readonly job_name: string;
  readonly relabel_configs?: readonly Relabeling[];
  readonly metric_relabel_configs: readonly Relabeling[];
}

/** The jobs with /sd and /probe in config/prometheus.yml. */
function exampleJobs(): readonly Job[] {
  const example = readProjectFile('config/prometheus.yml');
  const script = /^# {3}sed '(?<script>.+)' prometheus\.yml$/m.exec(example)?.groups?.['script'] ?? '';
  const text = execFileSync('sed', [script, projectFile('config/prometheus.yml')], { encoding: 'utf8' });
  return (load(text) as { readonly scrape_configs: readonly Job[] }).scrape_configs;
}

/** A relabeling in the words of Prometheus. */
function asPrometheus(relabeling: Relabeling): Relabeling {
  const entries = Object.entries(relabeling);
  return Object.fromEntries(
    entries.map(([key, value]) => [key.replace(/[A-Z]/, (each) => `_${each.toLowerCase()}`), value]),
  );
}

void t.test('replicas of a StatefulSet share the targets as in config/prometheus.yml', helm, async (t) => {
  const values = { kind: 'StatefulSet', replicas: 2, serviceMonitor: { enabled: true } };
  const objects = await renderChart({ values });
  const [targets, replicas] = exampleJobs();
  const { spec } = objects.find(({ kind }) => kind === 'ScrapeConfig') ?? {};
  const { relabelings = [], metricRelabelings = [] } = spec as Partial<Endpoint>;
  const [job, ...others] = relabelings.map(asPrometheus);
  t.same(job, { target_label: 'job', replacement: targets?.job_name });
  const host = 'apiserver-cert-exporter-replicas.apiserver-cert-exporter.svc:10643';
  t.same(
    others,
    targets?.relabel_configs?.map((each) =>
      each['target_label'] === '__address__' ? { ...each, replacement: `apiserver-cert-exporter-$1.${host}` } : each,
    ),
  );
  t.same(metricRelabelings.map(asPrometheus), targets?.metric_relabel_configs);
  t.match(spec, { httpSDConfigs: [{ url: `http://${host}/sd` }] });

  const [monitor] = monitorsIn(objects);
  t.equal(replicas?.job_name, 'apiserver-cert-exporter');
  t.same(monitor?.endpoints[0].metricRelabelings?.map(asPrometheus), replicas?.metric_relabel_configs);
  t.same(relabelingsOf(monitor), [{ sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'instance' }]);
});
