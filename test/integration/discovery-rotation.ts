import { X509Certificate } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkJson, type CheckJson } from './check-json.js';
import { threeNodes } from './control-plane.js';
import type { DiscoveryScene } from './discovery-scene.js';
import { runExporter, type RunningExporter, serveExporter } from './exporter.js';
import { createKubeadm } from './kubeadm.js';
import { createKubectl } from './kubectl.js';
import { listedInstances } from './listed-instances.js';
import { discovered, prefix } from './metric-names.js';
import { replaceFile } from './replace-file.js';
import { skippedWithout } from './requires.js';
import { until } from './until.js';

const { hosts, port } = threeNodes;

/**
 * Rotates the CA under which the servers serve, as by hand: every client trusts the old one, both, and the new one, and meanwhile each
 * server is restarted with a certificate of the new one. Shows that nothing alarms.
 */
export async function discoveryRotation(t: Test, scene: DiscoveryScene): Promise<void> {
  const rotation = await prepare(t, scene);
  const { pki, next, old, renewed, trust, scrape } = rotation;
  const calm = async (stage: string): Promise<void> => {
    t.same(alarms(await scrape()), [], `${stage}: metrics`);
  };
  const calmCheck = async (stage: string): Promise<void> => {
    await calm(stage);
    const { findings } = await check(rotation.kubeconfig);
    const grave = findings.filter(({ severity }) => severity === 'critical' || severity === 'unknown');
    t.same(grave, [], `${stage}: check`);
  };

  await calmCheck('the old CA');
  writeFileSync(join(pki, 'ca.crt'), old + renewed);
  trust(old + renewed);
  await calmCheck('both CAs');
  for (const file of ['apiserver.crt', 'apiserver.key']) copyFileSync(join(next, file), join(pki, file));
  for (const server of scene.servers) {
    await server.kill();
    await server.restart();
    await until('the API lists all three', 60, async () => (await listedInstances(server)).length === 3 || undefined);
    await calm(`both CAs, ${server.address} changed`);
  }
  await calmCheck('both CAs, all servers changed');
  const leaf = new X509Certificate(readFileSync(join(pki, 'apiserver.crt')));
  const labels = { certificate: 'serving', fingerprint_sha256: leaf.fingerprint256.replaceAll(':', '').toLowerCase() };
  t.equal(samplesOf(await scrape(), `${prefix}certificate_info`, labels).length, 3);
  trust(renewed);
  await calmCheck('the new CA');
  t.same(samplesOf(await scrape(), `${prefix}refused`), [], 'the new certificate covers every name');
  await t.test('a forgotten kubeconfig with the old CA is refused', (t) => forgotten(t, scene, rotation));
}

interface Rotation {
  /** The folder of the servers' certificates, and that of a new CA and its serving certificate, which has all names. */
  readonly pki: string;
  readonly next: string;
  /** PEM of both CAs. */
  readonly old: string;
  readonly renewed: string;
  /** An administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Gives it these CAs. */
  readonly trust: (bundle: string) => void;
  /** Scrapes an exporter that discovers the servers with it. */
  readonly scrape: RunningExporter['scrape'];
}

async function prepare(
  t: Test,
  { kubernetes, folder, kubeconfig: admin, newFolder }: DiscoveryScene,
): Promise<Rotation> {
  const cluster = { endpoint: `${hosts[0]}:${port}`, advertiseAddress: hosts[0], port };
  const { pki: next, initServing } = createKubeadm(kubernetes, newFolder('next'), cluster);
  await initServing(hosts);
  const pki = join(folder, 'pki');
  const caOf = (path: string): string => readFileSync(join(path, 'ca.crt'), 'utf8');
  const old = caOf(pki);
  const kubeconfig = join(folder, 'rotating.conf');
  const trust = (bundle: string): void => {
    const data = `certificate-authority-data: ${Buffer.from(bundle).toString('base64')}`;
    replaceFile(kubeconfig, readFileSync(admin, 'utf8').replace(/certificate-authority-data: .*/, data));
  };
  trust(old);
  const target = { name: 'rotating', kubeconfig: { file: kubeconfig }, discovery: 'kubernetes' };
  const config = { probe: { discoveryInterval: '1s' }, targets: [target] };
  const { scrape } = await serveExporter(t, newFolder('rotation'), config);
  return { pki, next, old, renewed: caOf(next), kubeconfig, trust, scrape };
}

async function forgotten(t: Test, { folder }: DiscoveryScene, { kubeconfig, old, trust, scrape }: Rotation) {
  trust(old);
  const samples = await until('discovery is tried again', 20, async () => {
    const latest = await scrape();
    return valueOf(latest, discovered) === 0 ? latest : undefined;
  });
  const reasons = samplesOf(samples, `${prefix}refused`).map(({ labels }) => labels['reason']);
  t.same([...new Set(reasons)], ['unknown_authority']);
  await t.test('in the same words by kubectl and check', skippedWithout('kubectl'), async (t) => {
    const kubectl = await createKubectl(folder);
    const { stderr } = await kubectl.run('--kubeconfig', kubeconfig, 'get', '--raw', '/version');
    const { stdout } = await runExporter('check', '--kubeconfig', kubeconfig);
    const [words = 'no words'] = /x509: .*/.exec(stderr) ?? [];
    t.ok(stdout.includes(words), words);
  });
}

async function check(kubeconfig: string): Promise<CheckJson> {
  return checkJson((await runExporter('check', '--kubeconfig', kubeconfig, '--discover', '--output', 'json')).stdout);
}

/** What a rotation must not show. That the first certificate lacks the addresses of two nodes is known. */
function alarms(samples: readonly ExpositionSample[]): readonly string[] {
  const accepted = samplesOf(samples, `${prefix}accepted`, { role: 'client' });
  const refused = samplesOf(samples, `${prefix}refused`).filter(({ labels }) => labels['reason'] !== 'name');
  const trusted = samplesOf(samples, `${prefix}trust_not_after_timestamp_seconds`);
  return [
    ...(valueOf(samples, discovered) === 1 ? [] : ['discovery failed']),
    ...(accepted.length >= 3 ? [] : ['no verdicts']),
    ...(trusted.length === 3 ? [] : ['no trust']),
    ...[...accepted.filter(({ value }) => value !== 1), ...refused].map(({ name, labels }) =>
      [name, labels['address'], labels['name'], labels['reason']].join(' '),
    ),
    ...samplesOf(samples, `${prefix}probe_failed`).map(({ labels }) => `probe failed: ${labels['reason']}`),
  ];
}
