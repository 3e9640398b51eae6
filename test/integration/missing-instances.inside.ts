import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkJson } from './check-json.js';
import { nodeAddresses, startControlPlane, threeNodes } from './control-plane.js';
import { writeDiscoveryKubeconfigs } from './discovery-kubeconfigs.js';
import { runExporter, serveExporter } from './exporter.js';
import { kubernetesApi } from './kubernetes-api.js';
import { readRights } from './kustomize.js';
import { onlyKubernetes } from './kubernetes.js';
import { listedInstances } from './listed-instances.js';
import { replaceFile } from './replace-file.js';
import { until } from './until.js';

t.setTimeout(720_000);
const plane = await startControlPlane(t, onlyKubernetes(), threeNodes);
// Then each finding of `check` is about the missing server.
await plane.regenerateServingCertificate([threeNodes.loadBalancer, ...threeNodes.hosts]);
const [first, , third] = plane.servers;
const { balanced, account } = writeDiscoveryKubeconfigs(plane.folder, plane.kubeconfig);
const api = kubernetesApi(plane.admin, `https://${first.address}`);
const dead = nodeAddresses[2]!;

/** A node with the address that its kubelet would report. */
const nodes = threeNodes.hosts.map((address, at) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `cp-${at + 1}`, labels: { 'node-role.kubernetes.io/control-plane': '' } },
  status: { addresses: [{ type: 'InternalIP', address }] },
}));

const target = { kubeconfig: { file: balanced }, discovery: 'kubernetes' };
const config = {
  // Only the node can keep a server that left the list.
  probe: { discoveryInterval: '1s', timeout: '20s', keepRemoved: '0s' },
  targets: [
    { name: 'nodes', ...target },
    { name: 'configured', ...target, instances: 3 },
    { name: 'forbidden', ...target, kubeconfig: { file: account }, keepRemoved: '4s' },
    { name: 'fixed', addresses: nodeAddresses.slice(0, 2), instances: 3 },
  ],
};
const folderOf = (name: string): string => {
  const folder = join(plane.folder, name);
  mkdirSync(folder);
  return folder;
};
const check = async () => {
  const { code, stdout } = await runExporter('check', '--kubeconfig', balanced, '--discover', '--output', 'json');
  const missing = checkJson(stdout).findings.filter(({ id }) => id === 'instances-missing');
  return { code, missing: missing.flatMap(({ details }) => details.map(({ text }) => text)) };
};

/** `2 of 3 (nodes)`. */
function counted(samples: readonly ExpositionSample[], name = 'nodes'): string {
  const [expected] = samplesOf(samples, 'apiserver_target_expected_instances', { target: name });
  const listed = valueOf(samples, 'apiserver_target_instances', { target: name });
  return `${listed} of ${expected?.value ?? '?'} (${expected?.labels['source'] ?? ''})`;
}

const listed = (number: number) =>
  until(`the API lists ${number}`, 90, async () => (await listedInstances(first)).length === number || undefined);

/** The account of deploy/kustomize without the right to list nodes. */
const manifest = readRights().filter(({ kind }) => !kind.startsWith('ClusterRole'));
const user = manifest.find(({ kind }) => kind === 'ServiceAccount')!;
for (const object of manifest) await api.create(object);
replaceFile(join(plane.folder, 'token'), await api.tokenOf(user));
const nodeRequests = () =>
  plane.servers
    .flatMap((server) => server.audit())
    .filter(
      ({ user, objectRef }) => /:apiserver-cert-exporter$/.test(user.username ?? '') && objectRef?.resource === 'nodes',
    );

await listed(3);
const exporter = await serveExporter(t, plane.folder, config);
const scrapeUntil = (what: string, holds: (samples: readonly ExpositionSample[]) => boolean) =>
  until(what, 30, async () => {
    const samples = await exporter.scrape();
    return holds(samples) ? samples : undefined;
  });

void t.test('without nodes, it is not known how many there should be', async (t) => {
  const samples = await exporter.scrape();
  t.equal(counted(samples), '3 of ? ()');
  t.equal(counted(samples, 'configured'), '3 of 3 (config)');
  t.equal(counted(samples, 'fixed'), '2 of 3 (config)', 'one of the three addresses is not in the configuration');
  for (const node of nodes) await api.create(node);
  await scrapeUntil('the nodes are known', (samples) => counted(samples) === '3 of 3 (nodes)');
  await until('nothing else is found', 120, async () => (await check()).code === 0 || undefined);
});

void t.test('a dead server is missing, also for an exporter that was started after its death', async (t) => {
  await third!.kill();
  await listed(2);
  const samples = await scrapeUntil('the shorter list is known', (samples) => counted(samples) === '2 of 3 (nodes)');
  t.equal(counted(samples, 'configured'), '2 of 3 (config)');
  for (let round = 0; round < 3; round++) {
    const later = await exporter.scrape();
    for (const target of ['nodes', 'configured'])
      t.equal(valueOf(later, 'apiserver_endpoint_up', { target, address: dead }), 0, 'its node keeps it');
  }
  const page = await (await fetch(exporter.url)).text();
  t.match(page, '10.225.4.53:6443 is no longer listed, and is probed as long as node cp-3 exists');
  t.match(page, '2 of 3 API servers found (3: nodes with the control-plane role); without an API server: cp-3');

  const fresh = await serveExporter(t, folderOf('fresh'), config);
  t.equal(counted(await fresh.scrape()), '2 of 3 (nodes)', 'freshly started');
  const { code, missing } = await check();
  t.equal(code, 1);
  t.match(missing, [/^2 of 3 API servers found .*; without an API server: cp-3 \(10\.225\.4\.53\)$/]);
});

void t.test('a server that was removed with its node is forgotten', async (t) => {
  await api.remove(nodes[2]!);
  const samples = await scrapeUntil('the node is gone', (samples) => counted(samples) === '2 of 2 (nodes)');
  t.same(
    samplesOf(samples, 'apiserver_endpoint_up', { target: 'nodes' }).map(({ labels }) => labels['address']),
    nodeAddresses.slice(0, 2),
  );
  t.equal(counted(samples, 'configured'), '2 of 3 (config)', 'the configuration still expects it');
  t.same(await check(), { code: 0, missing: [] });
});

void t.test('a login that may not list nodes asks once in ten minutes, and forgets after keepRemoved', async (t) => {
  const samples = await scrapeUntil(
    'it is forgotten',
    (samples) => valueOf(samples, 'apiserver_target_endpoints', { target: 'forbidden' }) === 2,
  );
  t.equal(counted(samples, 'forbidden'), '2 of ? ()');
  t.equal(valueOf(samples, 'apiserver_target_discovery_success', { target: 'forbidden' }), 1);
  // The exporter that was started later has asked as well.
  t.same(
    nodeRequests().map(({ responseStatus }) => responseStatus.code),
    [403, 403],
  );
});

void t.test('it comes back', async (t) => {
  await api.create(nodes[2]!);
  await third!.restart([]);
  await listed(3);
  const samples = await scrapeUntil('all are there', (samples) => counted(samples) === '3 of 3 (nodes)');
  t.equal(valueOf(samples, 'apiserver_endpoint_up', { target: 'nodes', address: dead }), 1);
});
