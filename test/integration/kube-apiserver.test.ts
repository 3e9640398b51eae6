import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkBehindSniRouter } from './check-behind-sni-router.js';
import { checkNamedCertificates } from './check-named-certificates.js';
import { oneServer, startControlPlane } from './control-plane.js';
import { runExporter, serveExporter } from './exporter.js';
import { hundredProbes } from './hundred-probes.js';
import { testOnEachKubernetes } from './kubernetes.js';
import { loopbackByVersion } from './loopback-by-version.js';
import { prefix } from './metric-names.js';
import { writeNamedCertificates } from './named-certificates.js';
import { opensslLeaf } from './openssl-leaf.js';
import { requestsOfScrapes } from './requests-of-scrapes.js';
import { requires } from './requires.js';
import { restartLockedOut } from './restart-locked-out.js';
import { run } from './run.js';
import { serverMetric } from './server-metric.js';
import { temporaryFolder } from './temporary-folder.js';

const day = 86_400;

const covered = [
  '127.0.0.1',
  'k8ctl',
  'kubernetes',
  'kubernetes.default.svc.cluster.local',
  '10.96.0.1',
  '10.225.4.51',
];
const uncovered = ['127.0.0.2', '10.220.70.56', 'api.example.com', 'localhost', 'kubernetes.default.svc.example'];

const now = (): number => Date.now() / 1000;

testOnEachKubernetes('one real kube-apiserver', { seconds: 230 }, async (t, kubernetes) => {
  const named = writeNamedCertificates(temporaryFolder(t));
  const controlPlane = await startControlPlane(t, kubernetes, oneServer, named.flags);
  const { servers, folder, pki } = controlPlane;
  const [server] = servers;
  const target = {
    name: 'real',
    addresses: [server.address],
    names: [...covered, ...uncovered],
    ca: { file: 'pki/ca.crt' },
  };
  const exporter = await serveExporter(t, folder, { targets: [target] });
  const of = (certificate: 'serving' | 'loopback'): Record<string, string> => ({ certificate });

  await t.test('shows that the certificate on disk is the served one', async (t) => {
    t.setTimeout(60_000);
    const samples = await exporter.scrape();
    const file = new X509Certificate(readFileSync(join(pki, 'apiserver.crt')));
    const labels = {
      certificate: 'serving',
      fingerprint_sha256: file.fingerprint256.replaceAll(':', '').toLowerCase(),
    };
    t.equal(valueOf(samples, `${prefix}up`), 1);
    t.equal(valueOf(samples, `${prefix}server_info`, { kind: 'kube-apiserver' }), 1, 'known by what it shows');
    t.equal(valueOf(samples, `${prefix}certificate_info`, labels), 1);
    t.equal(
      valueOf(samples, `${prefix}certificate_not_after_timestamp_seconds`, of('serving')),
      secondsOf(file.validTo),
    );
    t.equal(
      valueOf(samples, `${prefix}certificate_not_before_timestamp_seconds`, of('serving')),
      secondsOf(file.validFrom),
    );
    t.equal(valueOf(samples, `${prefix}certificate_trusted`, of('serving')), 1);
    t.same(samplesOf(samples, `${prefix}probe_failed`), []);
  });

  await t.test('shows the loopback certificate, which no file holds', async (t) => {
    t.setTimeout(60_000);
    const samples = await exporter.scrape();
    const [info] = samplesOf(samples, `${prefix}certificate_info`, of('loopback'));
    const notAfter = valueOf(samples, `${prefix}certificate_not_after_timestamp_seconds`, of('loopback'));
    t.equal(valueOf(samples, `${prefix}loopback_certificate_found`), 1);
    t.match(info?.labels['subject_cn'], /^apiserver-loopback-client@\d+$/);
    t.match(info?.labels['issuer_cn'], /^apiserver-loopback-client-ca@\d+$/);
    t.ok(notAfter > now() + 364 * day, 'it has only begun');
    t.not(notAfter, valueOf(samples, `${prefix}certificate_not_after_timestamp_seconds`, of('serving')));
  });

  await t.test("shows the certificate's life and the server's own check of it as this version has them", async (t) => {
    t.setTimeout(60_000);
    await loopbackByVersion(t, kubernetes, server, exporter);
  });

  await t.test('agrees with openssl on both certificates', requires('openssl'), async (t) => {
    t.setTimeout(60_000);
    const samples = await exporter.scrape();
    const servernames = { serving: undefined, loopback: 'apiserver-loopback-client' } as const;
    for (const certificate of ['serving', 'loopback'] as const) {
      const leaf = await opensslLeaf(server.address, servernames[certificate]);
      const [info] = samplesOf(samples, `${prefix}certificate_info`, { certificate });
      const dates = ['not_before', 'not_after'].map((date) =>
        valueOf(samples, `${prefix}certificate_${date}_timestamp_seconds`, { certificate }),
      );
      t.same(dates, [leaf.notBefore, leaf.notAfter], `${certificate}: dates`);
      t.equal(info?.labels['fingerprint_sha256'], leaf.fingerprintSha256, `${certificate}: fingerprint`);
      t.equal(leaf.text.includes('DNS:apiserver-loopback-client'), certificate === 'loopback', `${certificate}: SANs`);
    }
  });

  await t.test("shows the process' start and uptime with an error of at most two seconds", async (t) => {
    t.setTimeout(60_000);
    const start = await serverMetric(server, 'process_start_time_seconds');
    const samples = await exporter.scrape();
    const difference = valueOf(samples, `${prefix}process_start_time_seconds`, { source: 'loopback' }) - start;
    const uptime = valueOf(samples, `${prefix}process_uptime_seconds`);
    t.comment(`start by the loopback certificate less start by the server: ${difference.toFixed(2)} s`);
    t.ok(Math.abs(difference) < 2, 'start');
    t.ok(Math.abs(now() - start - uptime) < 2, 'uptime');
  });

  await t.test('shows for each name whether it is covered', async (t) => {
    t.setTimeout(60_000);
    const coverage = samplesOf(await exporter.scrape(), `${prefix}san_covered`);
    t.same(
      Object.fromEntries(coverage.map(({ labels, value }) => [labels['name'], value])),
      Object.fromEntries([...covered.map((name) => [name, 1]), ...uncovered.map((name) => [name, 0])]),
    );
  });

  await t.test('promtool has no complaints', requires('promtool'), async (t) => {
    t.setTimeout(60_000);
    const text = await (await fetch(`${exporter.url}/metrics`)).text();
    t.same(await run(['promtool', 'check', 'metrics'], text), { code: 0, stdout: '', stderr: '' });
  });

  await t.test('check shows the same, and which names to add', async (t) => {
    t.setTimeout(60_000);
    const args = ['check', server.address, ...[...covered, ...uncovered].flatMap((name) => ['--name', name])];
    const { code, stdout, stderr } = await runExporter(...args);
    t.equal(code, 2, 'critical');
    t.equal(stderr, '');
    for (const name of uncovered) t.ok(stdout.includes(name), name);
  });

  await t.test('check judges certificates by name', async (t) => {
    t.setTimeout(120_000);
    await checkNamedCertificates(t, controlPlane, named);
  });

  await t.test('check behind a front that routes by SNI', requires('haproxy'), async (t) => {
    t.setTimeout(120_000);
    await checkBehindSniRouter(t, controlPlane, named);
  });

  await t.test('a scrape is one request', async (t) => {
    t.setTimeout(60_000);
    await requestsOfScrapes(t, server, exporter);
  });

  await t.test('a hundred probes cause no handshake errors on the server', async (t) => {
    t.setTimeout(120_000);
    await hundredProbes(t, server, exporter);
  });

  await t.test(
    'a restart changes the start and the loopback certificate, and nothing else; nor does the loss of anonymous access',
    async (t) => {
      t.setTimeout(330_000);
      await restartLockedOut(t, controlPlane, exporter);
    },
  );
});

/** Parses a date as Node prints it, such as `Nov 21 23:47:10 2026 GMT`. Returns unix seconds. */
function secondsOf(date: string): number {
  return Date.parse(date) / 1000;
}
