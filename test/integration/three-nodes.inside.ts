import t from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkJson } from './check-json.js';
import { nodeAddresses as addresses, startControlPlane, threeNodes } from './control-plane.js';
import { runExporter, serveExporter } from './exporter.js';
import { onlyKubernetes } from './kubernetes.js';
import { lasting } from './lasting.js';
import { prefix } from './metric-names.js';
import { startPrometheus } from './prometheus.js';
import { requires } from './requires.js';
import { serverMetric } from './server-metric.js';
import { threeNodesWords } from './three-nodes-words.js';
import { until } from './until.js';

const { hosts, port, loadBalancer } = threeNodes;

t.setTimeout(810_000);
const controlPlane = await startControlPlane(t, onlyKubernetes(), threeNodes);
const { folder, servers, admin } = controlPlane;
const target = { name: 'three', addresses: [...hosts], names: [loadBalancer], ca: { file: 'pki/ca.crt' } };
const exporter = await serveExporter(t, folder, { targets: [target] });
const configured = ['check', '--config.file', exporter.configFile];
const needsPrometheus = requires('prometheus');
const prometheus =
  needsPrometheus.skip === false
    ? await startPrometheus(t, { folder, address: '127.0.0.1:9090', exporterUrl: exporter.url })
    : undefined;

type Coverage = Readonly<Record<string, number>>;

/** Values by address and name. */
function coverageOf(samples: readonly Omit<ExpositionSample, 'name'>[]): Coverage {
  return Object.fromEntries(
    samples.map(({ labels, value }) => [`${labels['address'] ?? ''} ${labels['name'] ?? ''}`, value]),
  );
}

const coverage = (samples: readonly ExpositionSample[]): Coverage =>
  coverageOf(samplesOf(samples, `${prefix}san_covered`));

/** The coverage of kubeadm's certificate: the first node, but not the other two nodes and not the load balancer. */
const original: Coverage = Object.fromEntries(
  hosts.flatMap((host, i) => [
    [`${host}:${port} ${host}`, Number(i === 0)],
    [`${host}:${port} ${loadBalancer}`, 0],
  ]),
);
const complete: Coverage = Object.fromEntries(Object.keys(original).map((key) => [key, 1]));

void t.test("shows the load balancer's address and the forgotten nodes as not covered", async (t) => {
  t.setTimeout(60_000);
  const samples = await exporter.scrape();
  t.same(coverage(samples), original);
  for (const address of addresses) {
    t.equal(valueOf(samples, `${prefix}up`, { address }), 1);
    t.equal(valueOf(samples, `${prefix}certificate_trusted`, { address, certificate: 'serving' }), 1);
    t.equal(valueOf(samples, `${prefix}loopback_certificate_found`, { address }), 1);
  }
});

void t.test('distinguishes three processes, each with its own start', async (t) => {
  t.setTimeout(60_000);
  const samples = await exporter.scrape();
  const loopbacks = samplesOf(samples, `${prefix}certificate_info`, { certificate: 'loopback' });
  t.equal(new Set(loopbacks.map(({ labels }) => labels['fingerprint_sha256'])).size, 3);
  for (const server of servers) {
    const start = valueOf(samples, `${prefix}process_start_time_seconds`, {
      address: server.address,
      source: 'loopback',
    });
    const difference = start - (await serverMetric(server, 'process_start_time_seconds'));
    t.comment(
      `${server.address}: start by the loopback certificate less start by the server: ${difference.toFixed(2)} s`,
    );
    t.ok(Math.abs(difference) < 2);
  }
});

void t.test('check shows an operator what to do', async (t) => {
  t.setTimeout(90_000);
  await t.test('for a configuration', async (t) => {
    const { code, stdout, stderr } = await runExporter(...configured);
    t.equal(code, 2, 'critical');
    t.equal(stderr, '');
    for (const text of [...addresses, loadBalancer, 'kubeadm init phase certs apiserver'])
      t.ok(stdout.includes(text), text);
  });
  await t.test("in kubectl's words", (t) => threeNodesWords(t, controlPlane, configured));
  await t.test('for a single address', async (t) => {
    const { code, stdout } = await runExporter('check', `${loadBalancer}:${port}`);
    t.equal(code, 1, 'warning: nobody has said that clients use this address');
    t.ok(stdout.includes(`${loadBalancer}:${port}`));
    t.match(stdout, /\(3 servers answered \d\d probes\)/);
    t.ok(stdout.includes('kubeadm init phase certs apiserver'));
  });
  await t.test('for an address that clients use, as JSON', async (t) => {
    const args = ['check', `${loadBalancer}:${port}`, '--name', loadBalancer, '--output', 'json'];
    const { code, stdout } = await runExporter(...args);
    const endpoint = checkJson(stdout).targets[0].endpoints[0]!;
    t.equal(code, 2, 'critical');
    t.same(endpoint.serving.ipAddresses, ['10.96.0.1', hosts[0]]);
    t.match(endpoint.names, [{ name: loadBalancer, covered: false }]);
    t.equal(endpoint.loopback.state, 'found');
    t.match(endpoint, { entryPoint: ['servers'], servers: { processes: { length: 3 } } });
  });
});

void t.test('a real Prometheus accepts the metrics', needsPrometheus, async (t) => {
  t.setTimeout(120_000);
  const { query, health, typesOf, log } = prometheus!;
  await until('Prometheus has scraped', 20, async () => (await health())?.health === 'up' || undefined);
  t.match(await health(), { health: 'up', lastError: '' });
  t.match(await query('up'), [{ labels: { job: 'exporter' }, value: 1 }]);
  t.same(coverageOf(await query(`${prefix}san_covered`)), original);

  const ours = (await exporter.scrape()).filter(({ name }) => name.startsWith('apiserver_'));
  t.match(await query('count({__name__=~"apiserver_.+"})'), [{ value: ours.length }], 'every sample arrived');

  // Only OpenMetrics names a counter's family without `_total`, so this shows which format Prometheus has read.
  t.same(await typesOf('apiserver_cert_exporter_probe_failures'), ['counter'], 'as OpenMetrics');
  t.same(log().match(/^.*level=(?:warn|error).*$/gm), null, 'no complaint in its log');
});

void t.test('a crash of one server affects only its own series', async (t) => {
  t.setTimeout(300_000);
  const [, , crashing] = servers as readonly [unknown, unknown, (typeof servers)[0]];
  const before = await exporter.scrape();
  await crashing.kill();
  await exporter.scrape(); // Prometheus scrapes, too, so this may share a collection that began before the crash.
  const meanwhile = await exporter.scrape();
  t.equal(valueOf(meanwhile, `${prefix}up`, { address: crashing.address }), 0);
  t.equal(valueOf(meanwhile, `${prefix}probe_failed`, { address: crashing.address, reason: 'refused' }), 1);
  t.same(lasting(meanwhile, addresses.slice(0, 2)), lasting(before, addresses.slice(0, 2)));
  t.equal((await admin(`https://${loadBalancer}:${port}/readyz`)).status, 200, 'the load balancer goes on');

  await crashing.restart();
  await exporter.scrape();
  const after = await exporter.scrape();
  t.same(lasting(after, addresses.slice(0, 2)), lasting(before, addresses.slice(0, 2)));
  t.equal(valueOf(after, `${prefix}up`, { address: crashing.address }), 1);
  const start = `${prefix}process_start_time_seconds`;
  t.ok(valueOf(after, start, { address: crashing.address }) > valueOf(before, start, { address: crashing.address }));
});

void t.test('a new certificate with the names is shown without any restart', async (t) => {
  t.setTimeout(330_000);
  const before = await exporter.scrape();
  t.same(coverage(before), original);
  await controlPlane.regenerateServingCertificate([loadBalancer, ...hosts.slice(1)]);
  const begun = performance.now();
  // A kube-apiserver reads its files once a minute.
  const after = await until('every name is covered', 90, async () => {
    const samples = await exporter.scrape();
    return Object.values(coverage(samples)).every(Boolean) ? samples : undefined;
  });
  t.comment(`covered ${((performance.now() - begun) / 1000).toFixed(0)} s after the certificate was made`);
  t.same(coverage(after), complete);
  for (const name of [`${prefix}process_start_time_seconds`, 'process_start_time_seconds']) {
    t.same(samplesOf(after, name), samplesOf(before, name), `${name} is what it was`);
  }
  t.equal((await runExporter(...configured)).code, 0, 'check finds nothing to act on');
});

void t.test('Prometheus has the whole history', needsPrometheus, async (t) => {
  t.setTimeout(90_000);
  const { query, log } = prometheus!;
  const latest = await until('Prometheus has scraped again', 20, async () => {
    const now = coverageOf(await query(`${prefix}san_covered`));
    return Object.values(now).every(Boolean) ? now : undefined;
  });
  t.same(latest, complete);
  t.same(coverageOf(await query(`min_over_time(${prefix}san_covered[1h])`)), original);
  t.match(
    await query('min_over_time(up[1h])'),
    [{ value: 1 }],
    'every scrape was answered, also while a server was down',
  );
  t.same(log().match(/^.*level=(?:warn|error).*$/gm), null, 'no complaint in its log');
});
