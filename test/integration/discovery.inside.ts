import t from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { nodeAddresses as addresses, threeNodes } from './control-plane.js';
import { discoveryAccount } from './discovery-account.js';
import { discoveryCheck } from './discovery-check.js';
import { coverage, expectedCoverage } from './discovery-coverage.js';
import { discoveryCrash } from './discovery-crash.js';
import { discoveryPod } from './discovery-pod.js';
import { discoveryReturn } from './discovery-return.js';
import { discoveryRotation } from './discovery-rotation.js';
import { discoveryRights } from './discovery-rights.js';
import { startDiscoveryScene } from './discovery-scene.js';
import { sliceLists } from './endpoint-slices.js';
import { onlyKubernetes } from './kubernetes.js';
import { discovered, prefix } from './metric-names.js';
import { serverMetric } from './server-metric.js';
import { shown } from './shown.js';

const { hosts, port, loadBalancer } = threeNodes;

t.setTimeout(900_000);
const scene = await startDiscoveryScene(t, onlyKubernetes());
const { exporter, plain, servers, mortal, anonymous, handshakeErrors, scrapeUntil } = scene;
const { all: versions, newest: sliceVersion } = scene.sliceVersions;
let knownErrors = await handshakeErrors();

void t.test('three lines of configuration find every server', async (t) => {
  t.setTimeout(90_000);
  const before = await sliceLists([mortal], sliceVersion);
  const samples = await plain.scrape();
  t.equal(valueOf(samples, discovered, { target: 'three' }), 1);
  t.equal(valueOf(samples, 'apiserver_target_endpoints', { target: 'three' }), 3);
  t.same(
    samplesOf(samples, `${prefix}up`).map(({ labels, value }) => [labels['address'], value]),
    addresses.map((address) => [address, 1]),
  );
  for (const host of hosts)
    t.same(coverage(shown(samples, 'three', `${host}:${port}`)), expectedCoverage(host, hosts[0]), host);
  const loopbacks = samplesOf(samples, `${prefix}certificate_info`, { certificate: 'loopback' });
  t.equal(new Set(loopbacks.map(({ labels }) => labels['fingerprint_sha256'])).size, 3, 'each at its own address');

  t.comment(`EndpointSlices are there as ${versions.join(', ')}`);
  t.equal((await sliceLists([mortal], sliceVersion)) - before, 1, `one list of EndpointSlices, ${sliceVersion}`);
  await plain.scrape();
  t.equal((await sliceLists([mortal], sliceVersion)) - before, 1, 'and no other within the interval');
});

void t.test('start times are those of each server, even when the load balancer is probed too', async (t) => {
  t.setTimeout(180_000);
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
  t.setTimeout(90_000);
  const samples = await exporter.scrape();
  t.equal(valueOf(samples, discovered, { target: 'balanced' }), 1, 'discovery still works');
  for (const host of hosts) {
    t.same(coverage(shown(samples, 'balanced', `${host}:${port}`)), expectedCoverage(host, loadBalancer), host);
  }
  t.same(coverage(shown(samples, 'server')), { [loadBalancer]: 0 }, 'also where nothing is discovered');
});

void t.test('counts the processes behind the load balancer', async (t) => {
  t.setTimeout(90_000);
  const samples = shown(await exporter.scrape(), 'processes');
  t.equal(valueOf(samples, `${prefix}processes`), 3);
});

void t.test('check uses the same server as kubectl', async (t) => {
  t.setTimeout(270_000);
  await discoveryCheck(t, scene);
});

let beforeTheCrash: readonly ExpositionSample[] = [];

void t.test('the crash of a server is shown, and does not affect the others', async (t) => {
  t.setTimeout(450_000);
  beforeTheCrash = await exporter.scrape();
  t.same(await handshakeErrors(), knownErrors, 'nothing so far was an error of a handshake');
  await discoveryCrash(t, scene, beforeTheCrash);
});

void t.test('it comes back as a new process that requires a login', async (t) => {
  t.setTimeout(450_000);
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
  await discoveryReturn(t, scene, beforeTheCrash, after);
});

void t.test('a service account with only the documented rights, whose token changes on disk', async (t) => {
  t.setTimeout(360_000);
  await discoveryAccount(t, scene);
});

void t.test("the exporter in a pod of deploy's manifests", async (t) => {
  t.setTimeout(180_000);
  await discoveryPod(t, scene);
});

void t.test('it needs all of the documented rights, and asks no deprecated API', async (t) => {
  t.setTimeout(180_000);
  await discoveryRights(t, scene);
});

void t.test('thirty scrapes cause no handshake errors on any server', async (t) => {
  t.setTimeout(270_000);
  const begun = performance.now();
  for (let i = 0; i < 30; i++) {
    const samples = await exporter.scrape();
    t.same(samplesOf(samples, `${prefix}probe_failed`), []);
  }
  t.comment(`${((performance.now() - begun) / 30).toFixed(0)} ms for a scrape of six targets`);
  t.same(await handshakeErrors(), knownErrors, 'nor has anything before them');
});

void t.test('a rotation of the CA by hand raises no alarm at any stage', async (t) => {
  t.setTimeout(390_000);
  await discoveryRotation(t, scene);
});
