import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';
import { checkJson } from './check-json.js';
import { startControlPlane, threeNodes } from './control-plane.js';
import { runExporter, runExporterWith, serveExporter } from './exporter.js';
import { kubernetesApi, readManifest } from './kubernetes-api.js';
import { lasting } from './lasting.js';
import { ofHandshakes, outlivesTheProcess, seriesOf } from './of-handshakes.js';
import type { Outcome } from './run.js';
import { serverMetric, serverSamples } from './server-metric.js';
import { until } from './until.js';

const prefix = 'apiserver_endpoint_';
const discovered = 'apiserver_target_discovery_success';
const { hosts, port, loadBalancer } = threeNodes;
const addresses = hosts.map((host) => `${host}:${port}`);

t.setTimeout(300_000);
const controlPlane = await startControlPlane(t, threeNodes);
const { folder, kubeconfig, admin, anonymous } = controlPlane;
const servers = controlPlane.servers as readonly [Apiserver, Apiserver, Apiserver];
const [mortal, ...survivors] = servers;
const others = survivors.map(({ address }) => address);

/** The folder of a single program. */
function newFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

/** The administrator's kubeconfig with the address of the load balancer. */
const balancedKubeconfig = join(folder, 'balanced.conf');
writeFileSync(
  balancedKubeconfig,
  readFileSync(kubeconfig, 'utf8').replace(/server: .*/, `server: https://${loadBalancer}:${port}`),
);

const tokenFile = join(folder, 'token');
const accountKubeconfig = join(folder, 'account.conf');
writeFileSync(
  accountKubeconfig,
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'real',
        cluster: { server: `https://${loadBalancer}:${port}`, 'certificate-authority': 'pki/ca.crt' },
      },
    ],
    users: [{ name: 'exporter', user: { tokenFile: 'token' } }],
    contexts: [{ name: 'real', context: { cluster: 'real', user: 'exporter' } }],
    'current-context': 'real',
  }),
);

/** Replaces a file like the kubelet does: readers get either the whole old file or the whole new one. */
function rotateToken(token: string): void {
  writeFileSync(`${tokenFile}.new`, `${token}\n`);
  renameSync(`${tokenFile}.new`, tokenFile);
}
rotateToken('never.issued.by-anyone');

const plain = await serveExporter(
  t,
  folder,
  `targets:
  - name: three
    kubeconfig: {file: admin.conf}
    discovery: kubernetes
`,
);
const exporter = await serveExporter(t, newFolder('many'), {
  probe: { discoveryInterval: '1s', timeout: '20s' },
  targets: [
    { name: 'direct', kubeconfig: { file: kubeconfig }, discovery: 'kubernetes' },
    { name: 'balanced', kubeconfig: { file: balancedKubeconfig }, discovery: 'kubernetes' },
    { name: 'account', kubeconfig: { file: accountKubeconfig }, discovery: 'kubernetes', nodes: true },
    { name: 'nobody', addresses: [mortal.address], ca: { file: join(controlPlane.pki, 'ca.crt') } },
    { name: 'server', kubeconfig: { file: balancedKubeconfig } },
    { name: 'processes', addresses: [`${loadBalancer}:${port}`], loopbackLooks: 12 },
  ],
});

/** Scrapes until the samples meet the condition, and returns them. */
function scrapeUntil(
  what: string,
  seconds: number,
  holds: (samples: readonly ExpositionSample[]) => boolean,
): Promise<readonly ExpositionSample[]> {
  return until(what, seconds, async () => {
    const samples = await exporter.scrape();
    return holds(samples) ? samples : undefined;
  });
}

/** Returns the samples of a target for one address or for all. */
function shown(samples: readonly ExpositionSample[], target: string, address?: string): readonly ExpositionSample[] {
  return samples.filter(
    ({ labels }) => labels['target'] === target && (address === undefined || labels['address'] === address),
  );
}

function coverage(samples: readonly ExpositionSample[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    samplesOf(samples, `${prefix}san_covered`).map(({ labels, value }) => [labels['name'] ?? '', value]),
  );
}

/** The expected coverage of an instance that was found through this server. kubeadm's certificate covers only the first node. */
function expected(host: string, server: string): Readonly<Record<string, number>> {
  const inCluster = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ];
  return {
    ...Object.fromEntries([...inCluster, '10.96.0.1'].map((name) => [name, 1])),
    [host]: Number(host === hosts[0]),
    [server]: Number(server === hosts[0]),
  };
}

/** The number of EndpointSlice lists that these servers have returned, in one version of the API. */
async function lists(among: readonly Apiserver[], version: string): Promise<number> {
  const labels = { group: 'discovery.k8s.io', resource: 'endpointslices', verb: 'LIST', code: '200', version };
  const counts = await Promise.all(among.map((server) => serverSamples(server, 'apiserver_request_total')));
  return counts
    .flatMap((samples) => samplesOf(samples, 'apiserver_request_total', labels))
    .reduce((sum, { value }) => sum + value, 0);
}

/** The newest API version in which the servers have EndpointSlices: v1beta1 before Kubernetes 1.21. */
const { versions } = JSON.parse((await mortal.get('/apis/discovery.k8s.io')).body) as {
  readonly versions: readonly { readonly version: string }[];
};
const sliceVersion = versions.some(({ version }) => version === 'v1') ? 'v1' : 'v1beta1';

/** The instances that the API lists now. */
async function listed(server: Apiserver): Promise<readonly string[]> {
  const { body } = await server.get('/api/v1/namespaces/default/endpoints/kubernetes');
  const { subsets } = JSON.parse(body) as {
    readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[] }[];
  };
  return (subsets ?? []).flatMap((subset) => subset.addresses ?? []).map(({ ip }) => ip);
}

/** Handshake errors by server since its start. The fixtures cause some, because they abort slow requests to a starting server. */
function handshakeErrors(): Promise<readonly number[]> {
  return Promise.all(servers.map((server) => serverMetric(server, 'apiserver_tls_handshake_errors_total')));
}

await until('the API lists all three', 60, async () => (await listed(mortal)).length === 3 || undefined);
let knownErrors = await handshakeErrors();

/** The first node, with the addresses that the kubelet would report. */
const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'k8ctl', labels: { 'node-role.kubernetes.io/control-plane': '' } },
  status: {
    addresses: [
      { type: 'InternalIP', address: hosts[0] },
      { type: 'Hostname', address: 'k8ctl' },
    ],
  },
} as const;

void t.test('three lines of configuration find every server', async (t) => {
  t.setTimeout(30_000);
  const before = await lists([mortal], sliceVersion);
  const samples = await plain.scrape();
  t.equal(valueOf(samples, discovered, { target: 'three' }), 1);
  t.equal(valueOf(samples, 'apiserver_target_endpoints', { target: 'three' }), 3);
  t.same(
    samplesOf(samples, `${prefix}up`).map(({ labels, value }) => [labels['address'], value]),
    addresses.map((address) => [address, 1]),
  );
  for (const host of hosts)
    t.same(coverage(shown(samples, 'three', `${host}:${port}`)), expected(host, hosts[0]), host);
  const loopbacks = samplesOf(samples, `${prefix}certificate_info`, { certificate: 'loopback' });
  t.equal(new Set(loopbacks.map(({ labels }) => labels['fingerprint_sha256'])).size, 3, 'each at its own address');

  t.comment(`EndpointSlices are there as ${versions.map(({ version }) => version).join(', ')}`);
  t.equal((await lists([mortal], sliceVersion)) - before, 1, `one list of EndpointSlices, ${sliceVersion}`);
  await plain.scrape();
  t.equal((await lists([mortal], sliceVersion)) - before, 1, 'and no other within the interval');
});

void t.test('start times are those of each server, even when the load balancer is probed too', async (t) => {
  t.setTimeout(60_000);
  // Through the load balancer, each connection of a probe reaches a different process than the previous one.
  for (let i = 0; i < 3; i++) await (await fetch(`${exporter.url}/probe?target=server`)).text();
  const samples = await exporter.scrape();
  for (const server of servers) {
    const start = await serverMetric(server, 'process_start_time_seconds');
    for (const target of ['direct', 'balanced']) {
      const labels = { target, address: server.address, source: 'metrics' };
      t.equal(valueOf(samples, `${prefix}process_start_time_seconds`, labels), start, `${target} ${server.address}`);
    }
  }
});

void t.test('clients of the load balancer expect its address', async (t) => {
  t.setTimeout(30_000);
  const samples = await exporter.scrape();
  t.equal(valueOf(samples, discovered, { target: 'balanced' }), 1, 'discovery still works');
  for (const host of hosts) {
    t.same(coverage(shown(samples, 'balanced', `${host}:${port}`)), expected(host, loadBalancer), host);
  }
  t.same(coverage(shown(samples, 'server')), { [loadBalancer]: 0 }, 'also where nothing is discovered');
});

void t.test('counts the processes behind the load balancer', async (t) => {
  t.setTimeout(30_000);
  const samples = shown(await exporter.scrape(), 'processes');
  t.equal(valueOf(samples, `${prefix}processes`), 3);
});

void t.test('check uses the same server as kubectl', async (t) => {
  t.setTimeout(90_000);
  await t.test('--kubeconfig: the server that it names', async (t) => {
    const { code, stderr, stdout } = await runExporter('check', '--kubeconfig', kubeconfig, '--output', 'json');
    const { targets } = checkJson(stdout);
    t.same({ code, stderr }, { code: 0, stderr: '' });
    t.match(targets, [
      {
        discovered: true,
        notes: [],
        endpoints: [
          {
            address: addresses[0],
            up: true,
            trust: { state: 'trusted' },
            loopback: { state: 'found' },
            names: [{ name: hosts[0], role: 'client', covered: true }],
            http: { gitVersion: /^v1\.\d+\./, startedAt: /^\d{4}-/ },
          },
        ],
      },
    ]);
    t.equal(targets[0].endpoints.length, 1);
    t.ok(targets[0].endpoints[0]!.http.health.every(({ healthy }) => healthy));
  });
  await t.test('--discover: every instance behind it', async (t) => {
    const args = ['--kubeconfig', kubeconfig, '--discover', '--output', 'json'];
    const { code, stdout } = await runExporter('check', ...args);
    const { targets, findings } = checkJson(stdout);
    t.equal(code, 1, 'warning: who goes to a forgotten node directly is refused');
    t.same(
      targets[0].endpoints.map(({ address }) => address),
      addresses,
    );
    t.same(targets[0].notes, []);
    t.match(findings[0], {
      id: 'instance-name-not-covered',
      severity: 'warning',
      addresses: others,
      names: hosts.slice(1),
    });
  });
  await t.test('through the load balancer', async (t) => {
    const args = ['check', '--kubeconfig', balancedKubeconfig, '--discover'];
    const { code, stdout } = await runExporter(...args, '--output', 'json');
    const { targets, findings } = checkJson(stdout);
    t.equal(code, 2, 'critical: this is the name that kubectl uses');
    t.same(targets[0].notes, [
      `its certificate does not cover ${loadBalancer}, so the API server was verified as kubernetes.default.svc`,
    ]);
    t.match(findings[0], { id: 'client-name-not-covered', severity: 'critical', addresses, names: [loadBalancer] });
    const table = await runExporter(...args);
    t.equal(table.code, 2);
    for (const text of [...addresses, loadBalancer, 'kubeadm init phase certs apiserver'])
      t.ok(table.stdout.includes(text), text);
  });
  await t.test('no arguments: the same as kubectl', async (t) => {
    const none = { HOME: newFolder('nobody') };
    const fromEnvironment = await runExporterWith(
      { ...none, KUBECONFIG: `${folder}/missing.conf:${balancedKubeconfig}` },
      'check',
      '--output',
      'json',
    );
    t.equal(fromEnvironment.code, 2);
    t.match(checkJson(fromEnvironment.stdout).findings[0], { names: [loadBalancer] });

    const home = newFolder('home');
    writeFileSync(join(newFolder('home/.kube'), 'config'), readFileSync(kubeconfig));
    const startUp = await timed(() => runExporter('--version'));
    const fromHome = await timed(() => runExporterWith({ HOME: home }, 'check', '--output', 'json'));
    t.equal(fromHome.value.code, 0);
    t.equal(checkJson(fromHome.value.stdout).targets[0].endpoints[0]?.address, addresses[0]);
    const phases = JSON.stringify(checkJson(fromHome.value.stdout).targets[0].endpoints[0]?.phases);
    t.comment(`check took ${fromHome.milliseconds} ms, --version alone ${startUp.milliseconds} ms; seconds: ${phases}`);

    const nowhere = await runExporterWith(none, 'check');
    t.equal(nowhere.code, 3, 'unknown: there is no kubeconfig');
    t.match(nowhere.stdout, /no kubeconfig/);
  });
});

let beforeTheCrash: readonly ExpositionSample[] = [];

void t.test('the crash of a server is shown, and does not affect the others', async (t) => {
  t.setTimeout(150_000);
  const dead = { address: mortal.address };
  const isDown = (samples: readonly ExpositionSample[], among: readonly string[]): void => {
    for (const target of among) {
      t.equal(valueOf(samples, `${prefix}up`, { target, ...dead }), 0, target);
      t.same(
        samplesOf(samples, `${prefix}probe_failed`, { target, ...dead }).map(({ labels: { probe, reason } }) => ({
          probe,
          reason,
        })),
        [{ probe: 'serving', reason: 'refused' }],
      );
      t.equal(valueOf(samples, 'apiserver_target_endpoints', { target }), 3);
    }
    t.same(lasting(samples, others), lasting(beforeTheCrash, others), 'the others are what they were');
  };
  beforeTheCrash = await exporter.scrape();
  t.same(await handshakeErrors(), knownErrors, 'nothing so far was an error of a handshake');
  await mortal.kill();
  isDown(await exporter.scrape(), ['direct', 'balanced']);

  const begun = performance.now();
  await until(
    'the API lists it no more',
    90,
    async () => !(await listed(survivors[0])).includes(hosts[0]) || undefined,
  );
  t.comment(`left the list ${((performance.now() - begun) / 1000).toFixed(0)} s after its death`);
  const answered = await lists(survivors, sliceVersion);
  const meanwhile = await scrapeUntil(
    'the shorter list is known',
    30,
    (samples) => valueOf(samples, discovered, { target: 'direct' }) === 0,
  );
  await until('asked again', 30, async () => {
    await exporter.scrape();
    return (await lists(survivors, sliceVersion)) >= answered + 2 || undefined;
  });
  isDown(await exporter.scrape(), ['direct', 'balanced']);
  t.equal(valueOf(meanwhile, discovered, { target: 'balanced' }), 1, 'the load balancer leads to another');
  t.equal(valueOf(shown(meanwhile, 'processes'), `${prefix}processes`), 2);
});

void t.test('it comes back as a new process that requires a login', async (t) => {
  t.setTimeout(150_000);
  await mortal.restart(['--anonymous-auth=false']);
  t.equal((await anonymous(`https://${mortal.address}/version`)).status, 401);
  const [ofNewProcess = NaN, ...ofOthers] = await handshakeErrors();
  t.same(ofOthers, knownErrors.slice(1), 'the outage was no error of a handshake for the others');
  knownErrors = [ofNewProcess, ...ofOthers];
  const after = await scrapeUntil(
    'the API answers again',
    30,
    (samples) => valueOf(samples, discovered, { target: 'direct' }) === 1,
  );
  t.same(lasting(after, others), lasting(beforeTheCrash, others), 'the others are what they were');
  const [nobodyBefore = [], nobodyAfter = []] = [beforeTheCrash, after].map((samples) =>
    shown(samples, 'nobody', mortal.address),
  );
  t.same(
    seriesOf(nobodyAfter.filter(ofHandshakes)),
    seriesOf(nobodyBefore.filter(ofHandshakes)),
    'without a login, all but the HTTP evidence is there',
  );
  t.same(
    nobodyAfter.filter(outlivesTheProcess),
    nobodyBefore.filter(outlivesTheProcess),
    'and what is not of the process is unchanged',
  );
  t.not(nobodyBefore.every(ofHandshakes), true);
  t.ok(nobodyAfter.every(ofHandshakes), 'the evidence is not');

  const start = await serverMetric(mortal, 'process_start_time_seconds');
  for (const target of ['direct', 'balanced']) {
    const labels = { target, address: mortal.address };
    const startOf = (samples: readonly ExpositionSample[], source: string): number =>
      valueOf(samples, `${prefix}process_start_time_seconds`, { ...labels, source });
    t.equal(valueOf(after, `${prefix}up`, labels), 1);
    t.equal(startOf(after, 'metrics'), start, `${target}: start by its own metrics`);
    t.ok(Math.abs(startOf(after, 'loopback') - start) < 2, `${target}: start by the loopback certificate`);
    t.ok(startOf(after, 'loopback') > startOf(beforeTheCrash, 'loopback'));
    t.equal(samplesOf(after, `${prefix}kubernetes_version_info`, labels).length, 1);
    t.equal(valueOf(after, `${prefix}health_check`, { ...labels, check: 'etcd' }), 1);
    t.same(seriesOf(shown(after, target, mortal.address)), seriesOf(shown(beforeTheCrash, target, mortal.address)));
  }
});

void t.test('a service account with only the documented rights, whose token changes on disk', async (t) => {
  t.setTimeout(120_000);
  const api = kubernetesApi(admin, `https://${survivors[0].address}`);
  const own = { target: 'account' };
  const refused = await exporter.scrape();
  t.equal(valueOf(refused, discovered, own), 0, 'a token that nobody issued finds nothing');
  t.equal(valueOf(refused, 'apiserver_target_endpoints', own), 0);

  const manifest = readManifest('deploy/rbac.yaml');
  const account = manifest.find(({ kind }) => kind === 'ServiceAccount')!;
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: account.metadata.namespace! } });
  for (const object of manifest) await api.create(object);
  await api.create(node);
  rotateToken(await api.tokenOf(account));
  const found = await scrapeUntil('each server knows of the rights', 30, (samples) => {
    const starts = samplesOf(samples, `${prefix}process_start_time_seconds`, { ...own, source: 'metrics' });
    return valueOf(samples, discovered, own) === 1 && starts.length === 3;
  });
  t.equal(valueOf(found, 'apiserver_target_endpoints', own), 3);

  // This server answers only requests with a login.
  const closed = { ...own, address: mortal.address };
  const isLetIn = (samples: readonly ExpositionSample[]): boolean =>
    samplesOf(samples, `${prefix}kubernetes_version_info`, closed).length === 1;
  t.ok(isLetIn(found));
  t.equal(valueOf(found, `${prefix}health_check`, { ...closed, check: 'etcd' }), 1);
  t.same(
    coverage(shown(found, 'account', addresses[1])),
    { ...expected(hosts[1], loadBalancer), k8ctl: 1, [hosts[0]]: 1 },
    'and the names of the node',
  );
  const { stdout } = await runExporter('check', '--kubeconfig', accountKubeconfig, '--discover', '--output', 'json');
  t.match(
    checkJson(stdout).targets[0].notes,
    [/verified as kubernetes\.default\.svc$/],
    'nothing was left out for want of a right',
  );

  await api.remove(account);
  await api.create(account);
  const late = await scrapeUntil(
    'the old token is worth nothing',
    60,
    (samples) => !isLetIn(samples) && valueOf(samples, discovered, own) === 0,
  );
  t.equal(valueOf(late, 'apiserver_target_endpoints', own), 3, 'the last list stays');
  for (const address of addresses) t.equal(valueOf(late, `${prefix}up`, { ...own, address }), 1, address);

  rotateToken(await api.tokenOf(account));
  t.ok(isLetIn(await exporter.scrape()), 'the new token serves the very next scrape');
  await scrapeUntil('the list is known as of now', 30, (samples) => valueOf(samples, discovered, own) === 1);
});

void t.test('thirty scrapes cause no handshake errors on any server', async (t) => {
  t.setTimeout(90_000);
  const begun = performance.now();
  for (let i = 0; i < 30; i++) {
    const samples = await exporter.scrape();
    t.same(samplesOf(samples, `${prefix}probe_failed`), []);
  }
  t.comment(`${((performance.now() - begun) / 30).toFixed(0)} ms for a scrape of six targets`);
  t.same(await handshakeErrors(), knownErrors, 'nor has anything before them');
});

async function timed(
  work: () => Promise<Outcome>,
): Promise<{ readonly value: Outcome; readonly milliseconds: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, milliseconds: Math.round(performance.now() - begun) };
}
