import type { Test } from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkJson } from './check-json.js';
import { nodeAddresses as addresses, threeNodes } from './control-plane.js';
import { coverage, expectedCoverage } from './discovery-coverage.js';
import type { DiscoveryScene } from './discovery-scene.js';
import { runExporter } from './exporter.js';
import { kubernetesApi } from './kubernetes-api.js';
import { readRights } from './kustomize.js';
import { discovered, prefix } from './metric-names.js';
import { shown } from './shown.js';

const { hosts, loadBalancer } = threeNodes;

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

/** Creates the service account of deploy/kustomize, and shows what the exporter finds before, with its token, and with the next token. */
export async function discoveryAccount(t: Test, scene: DiscoveryScene): Promise<void> {
  const { admin, exporter, kubeconfigs, mortal, survivors, rotateToken, scrapeUntil } = scene;
  const api = kubernetesApi(admin, `https://${survivors[0].address}`);
  const own = { target: 'account' };
  const refused = await exporter.scrape();
  t.equal(valueOf(refused, discovered, own), 0, 'a token that nobody issued finds nothing');
  t.equal(valueOf(refused, 'apiserver_target_endpoints', own), 0);

  const manifest = readRights();
  const account = manifest.find(({ kind }) => kind === 'ServiceAccount')!;
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
  t.equal(valueOf(found, `${prefix}health_checks`, { ...closed, result: 'fail' }), 0);
  t.same(
    coverage(shown(found, 'account', addresses[1])),
    { ...expectedCoverage(hosts[1], loadBalancer), k8ctl: 1, [hosts[0]]: 1 },
    'and the names of the node',
  );
  const { stdout } = await runExporter('check', '--kubeconfig', kubeconfigs.account, '--discover', '--output', 'json');
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
}
