import t from 'tap';
import { skippedWithout } from '../integration/requires.js';
import { readProjectFile } from '../fixtures/project-file.js';
import { chartFixtures, type Manifest, renderChart, template } from './chart.js';
import { exporterOf, type Workload, workloadsOf } from './chart-pods.js';

type Labels = Readonly<Record<string, string>>;

const fixture = (name: string): readonly string[] => [chartFixtures[name] ?? ''];

/** What an object selects, if it selects pods. */
function selectorOf({ kind, spec = {} }: Manifest): Labels | undefined {
  if (kind === 'Service') return spec['selector'] as Labels;
  const selector = (spec['podSelector'] ?? spec['selector']) as { readonly matchLabels?: Labels } | undefined;
  return kind === 'ServiceMonitor' ? undefined : selector?.matchLabels;
}

function isSelected({ pod }: Workload, selector: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => pod.metadata.labels[key] === value);
}

void t.test('every selector selects the pods that it is about, and no others', skippedWithout('helm'), async (t) => {
  const files = [...fixture('node-files'), ...fixture('replicas')];
  const objects = await renderChart({ files, values: { podLabels: { 'app.kubernetes.io/component': 'mine' } } });
  const workloads = workloadsOf(objects);
  const selected = objects.flatMap((object) => {
    const selector = selectorOf(object);
    if (selector === undefined) return [];
    const kinds = workloads.filter((workload) => isSelected(workload, selector)).map(({ kind }) => kind);
    return [`${object.kind} ${object.metadata.name.replace('apiserver-cert-exporter', 'x')}: ${kinds.join(' ')}`];
  });
  t.same(selected.sort(), [
    'DaemonSet x-node-files: DaemonSet',
    'NetworkPolicy x: DaemonSet StatefulSet',
    'PodDisruptionBudget x: StatefulSet',
    'Service x-node-files: DaemonSet',
    'Service x-replicas: StatefulSet',
    'Service x: StatefulSet',
    'StatefulSet x: StatefulSet',
  ]);
});

void t.test('health checks need what the kubelet has', skippedWithout('helm'), async (t) => {
  const ports = async (values: object): Promise<string> => {
    const [{ ports, livenessProbe, readinessProbe }] = exporterOf(await renderChart({ values })).pod.spec.containers;
    const asked = [livenessProbe, readinessProbe].map(({ httpGet }) => `${httpGet.path} ${httpGet.port}`).join(', ');
    return `${ports.map(({ name, containerPort }) => `${name} ${containerPort}`).join(', ')}; ${asked}`;
  };
  t.equal(await ports({}), 'metrics 10643; /-/healthy metrics, /-/ready metrics');
  const apart = 'metrics 10643, health 10644; /-/healthy health, /-/ready health';
  t.equal(await ports({ web: { tls: { secretName: 'x' } } }), apart);
  t.equal(await ports({ web: { users: { a: `$2y$10$${'a'.repeat(53)}` } } }), apart);
  t.equal(await ports({ web: { config: { rate_limit: { interval: '1s' } } } }), apart);
  t.equal(await ports({ web: { existingSecret: { name: 'x' } } }), apart);
});

void t.test('the health checks have a port of their own', skippedWithout('helm'), async (t) => {
  const said = async (values: object): Promise<string> => (await template({ values })).stderr;
  const tls = { secretName: 'x' };
  t.equal(await said({ web: { port: 10644 } }), '');
  t.match(
    await said({ web: { port: 10644, tls } }),
    /web: port and healthPort are both 10644.*: set another healthPort/,
  );
  t.match(
    await said({ web: { tls }, nodeFiles: { enabled: true, healthPort: 10643 } }),
    /nodeFiles: port and healthPort are both 10643/,
  );
});

void t.test('pods restart when their configuration changes', skippedWithout('helm'), async (t) => {
  const annotations = async (values: object): Promise<Labels> =>
    exporterOf(await renderChart({ values })).pod.metadata.annotations ?? {};
  const names = { config: 'checksum/config', web: 'checksum/web' };
  const first = await annotations({ web: { users: { a: `$2y$10$${'a'.repeat(53)}` } } });
  const second = await annotations({ web: { users: { a: `$2y$10$${'b'.repeat(53)}` } } });
  t.match(first, { [names.config]: /^[0-9a-f]{64}$/, [names.web]: /^[0-9a-f]{64}$/ });
  t.equal(second[names.config], first[names.config]);
  t.not(second[names.web], first[names.web]);
  const third = await annotations({ config: { targets: { kubernetes: { nodes: true } } } });
  t.not(third[names.config], first[names.config]);
  t.same(Object.keys(third), [names.config]);
  t.same(await annotations({ existingConfig: { configMap: 'x' } }), {}, 'nobody knows when that one changes');
});

void t.test('a password is never in a ConfigMap', skippedWithout('helm'), async (t) => {
  for (const proxy of ['http://user:secret@proxy:3128', 'socks5://user@proxy', 'http://user:not/encoded it is@proxy']) {
    const kinds = (await renderChart({ values: { config: { probe: { proxy } } } })).flatMap((object) =>
      JSON.stringify(object).includes(proxy) ? [object.kind] : [],
    );
    t.same(kinds, ['Secret']);
  }
});

void t.test('the image is that of the release, or of a digest', skippedWithout('helm'), async (t) => {
  const image = async (values: object): Promise<string> =>
    exporterOf(await renderChart({ values })).pod.spec.containers[0].image;
  const { version, repository } = JSON.parse(readProjectFile('package.json')) as Labels;
  const own = `ghcr.io/${(repository ?? '').replace('github:', '')}`;
  t.equal(await image({}), `${own}:${version}`);
  t.equal(await image({ image: { tag: 'x', registry: '' } }), `${own.replace('ghcr.io/', '')}:x`);
  t.equal(
    await image({ global: { imageRegistry: 'mirror.example.com' } }),
    `${own.replace('ghcr.io', 'mirror.example.com')}:${version}`,
  );
  const digest = `sha256:${'0'.repeat(64)}`;
  t.equal(await image({ image: { tag: 'x', digest } }), `${own}@${digest}`);
});

void t.test('OpenShift chooses the user, where there is OpenShift', skippedWithout('helm'), async (t) => {
  const users = async (openshift: unknown): Promise<unknown> =>
    exporterOf(await renderChart({ values: { openshift } })).pod.spec.securityContext;
  const rest = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  t.same(await users('auto'), { ...rest, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
  t.same(await users(true), rest);
});

void t.test('a configuration of nothing is refused', skippedWithout('helm'), async (t) => {
  const { code, stderr } = await template({ values: { config: { targets: { kubernetes: null } } } });
  t.equal(code, 1);
  t.match(stderr, /config: at least one target or file is needed/);
});

void t.test('on the network of a node, no second pod waits for the port', skippedWithout('helm'), async (t) => {
  const strategy = async (values: object): Promise<unknown> =>
    (await renderChart({ values })).find(({ kind }) => kind === 'Deployment')?.spec?.['strategy'];
  t.equal(await strategy({}), undefined);
  t.match(await strategy({ hostNetwork: true }), { rollingUpdate: { maxSurge: 0 } });
  t.same(await strategy({ hostNetwork: true, updateStrategy: { type: 'Recreate' } }), { type: 'Recreate' });
});
