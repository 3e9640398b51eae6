import t, { type Test } from 'tap';
import { parseExposition, samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkJson } from './check-json.js';
import { oneServer, startControlPlane } from './control-plane.js';
import { exporterCommand, runExporter, serveExporter } from './exporter.js';
import { newestKubernetes } from './kubernetes.js';
import { startListener } from './listener.js';
import { prefix } from './metric-names.js';
import { type ListenerName, skippedWithout } from './requires.js';
import { run } from './run.js';

/** What these servers answer that a kube-apiserver answers as well, and by what they are recognised all the same. */
const expected = {
  // A build without git. It is a server of APIs, but not the one of the cluster.
  'sample-apiserver': {
    kind: 'aggregated',
    loopbackEnd: 'breaks',
    gitVersion: 'v0.0.0-master+$Format:%H$',
    checks: ['ping', 'log', 'etcd'],
    because: /health check poststarthook\//,
    words: /aggregated API server/,
    ended: 'critical',
    restart: /rollout restart deployment/,
  },
  'metrics-server': {
    kind: 'metrics-server',
    loopbackEnd: 'harmless',
    gitVersion: 'v0.0.0-master+$Format:%H$',
    checks: ['ping', 'metadata-informer-sync'],
    because: /health check metric-collection-timely/,
    words: /metrics-server/,
    ended: 'info',
    restart: /rollout restart deployment\/metrics-server/,
  },
  // It has neither /version nor /livez.
  'kube-controller-manager': {
    kind: 'kube-controller-manager',
    loopbackEnd: 'harmless',
    gitVersion: null,
    checks: ['ttl-controller'],
    because: /health check ttl-controller/,
    words: /kube-controller-manager/,
    ended: 'info',
    restart: /kube-controller-manager\.yaml/,
  },
} as const satisfies Record<ListenerName, object>;

t.setTimeout(600_000);

for (const name of ['sample-apiserver', 'metrics-server', 'kube-controller-manager'] as const) {
  void t.test(
    `${name} has a loopback certificate as well`,
    skippedWithout('kubernetes', 'faketime', name),
    async (t) => {
      t.setTimeout(300_000);
      await listens(t, name);
    },
  );
}

async function listens(t: Test, name: ListenerName): Promise<void> {
  const controlPlane = await startControlPlane(t, newestKubernetes(), oneServer);
  const { address, get } = await startListener(t, name, controlPlane);
  const { gitVersion, checks, kind, loopbackEnd, because, words } = expected[name];

  const { code, stdout } = await runExporter('check', address, '--output', 'json');
  const { targets, findings } = checkJson(stdout);
  const endpoint = targets[0].endpoints[0]!;
  t.same({ code, findings, notes: targets[0].notes }, { code: 0, findings: [], notes: [] }, 'nothing is wrong with it');
  t.match(endpoint, { up: true, loopback: { state: 'found' }, http: { gitVersion, startedAt: null } });
  t.match(endpoint, { server: { kind, loopbackEnd, because }, entryPoint: [] }, 'recognised by what it shows');
  const healthy = endpoint.http.health.filter(({ healthy }) => healthy).map(({ check }) => check);
  t.same(
    checks.filter((check) => !healthy.includes(check)),
    [],
    `checks of its own: ${healthy.length}`,
  );

  const exporter = await serveExporter(t, controlPlane.folder, { targets: [{ name, addresses: [address] }] });
  const samples = await exporter.scrape();
  const start = valueOf(parseExposition((await get('/metrics')).body), 'process_start_time_seconds');
  const shown = valueOf(samples, `${prefix}process_start_time_seconds`, { source: 'loopback' });
  t.ok(Math.abs(shown - start) < 2, `the start of this very process: ${(shown - start).toFixed(2)} s off`);
  t.equal(samplesOf(samples, `${prefix}kubernetes_version_info`).length, gitVersion === null ? 0 : 1);
  t.equal(valueOf(samples, `${prefix}server_info`, { kind, loopback_end: loopbackEnd }), 1);
  t.equal(valueOf(samples, `${prefix}unverified`), 1, 'it has made its certificate itself');
  t.same(samplesOf(samples, `${prefix}probe_failed`), []);

  const table = await runExporter('check', address);
  t.equal(table.code, 0);
  t.match(table.stdout, words);
  t.notMatch(table.stdout, /kube-apiserver|kubeadm|proxy/, 'no advice that is for another server');
  await ends(t, name, address);
}

/** What is said of it in three years, by a clock that is ahead: each is valid for 1,096 days, the serving certificate for 365. */
async function ends(t: Test, name: ListenerName, address: string): Promise<void> {
  const { ended, restart } = expected[name];
  const argv = ['faketime', '-f', '+1100d', ...exporterCommand, 'check', address, '--output', 'json'];
  const { stdout } = await run(argv);
  const { findings } = checkJson(stdout);
  const found = findings.filter(({ id }) => id !== 'clock-differs').toSorted((a, b) => (a.id < b.id ? -1 : 1));
  t.match(found, [
    { id: 'loopback-certificate-expired', severity: ended },
    { id: 'unverified-certificate-expired', severity: 'warning', remedy: { advice: [/made its serving/, restart] } },
  ]);
  t.equal(found.length, 2);
  t.notMatch(JSON.stringify(found), /kube-apiserver|kubeadm/, 'no words that are for another server');
}
