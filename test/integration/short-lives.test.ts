import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import { shortened } from '../rules/shortened.js';
import { edited } from './alerts-edit.js';
import type { ActiveAlert } from './alerts-prometheus.js';
import { ask, startServer } from './alerts-server.js';
import { checkJson } from './check-json.js';
import { oneServer, startControlPlane } from './control-plane.js';
import { runExporter, startExporter } from './exporter.js';
import { freePort } from './free-port.js';
import { newestKubernetes } from './kubernetes.js';
import { prefix } from './metric-names.js';
import { opensslLeaf } from './openssl-leaf.js';
import { requires } from './requires.js';
import { type Days, replaceServing } from './short-certificate.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** Seconds in which a server reloads its file, Prometheus scrapes and the rules wait. */
const patience = 60;

const serving = { certificate: 'serving' };
const ratio = `${prefix}certificate_renewal_ratio`;

interface Active {
  readonly data: { readonly alerts: readonly ActiveAlert[] };
}

interface Vector {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

/** A Prometheus with the rules, whose `for` is seconds. Returns which alerts that a certificate ends fire, and the answer to a query. */
async function startRules(t: Test, exporterUrl: string) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'alerts.yml'), shortened('config/alerts.yml', 200));
  const config = edited('config/prometheus.yml', {
    ' scrape_interval: 1m': ' scrape_interval: 1s',
    ' scrape_timeout: 30s': ' scrape_timeout: 1s',
    "'apiserver-cert-exporter:10643'": `'${new URL(exporterUrl).host}'`,
  });
  writeFileSync(join(folder, 'prometheus.yml'), config);
  const flags = [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`];
  const url = await startServer(t, folder, process.env['PROMETHEUS'] ?? 'prometheus', flags);
  return {
    ending: async (): Promise<string> => {
      const { data } = (await ask(`${url}/api/v1/alerts`)) as Active;
      const fire = data.alerts.filter(
        ({ state, labels }) => state === 'firing' && labels['alertname'] === 'ApiserverServingCertificateEnding',
      );
      return fire
        .map(({ labels }) => labels['severity'])
        .toSorted()
        .join(' ');
    },
    value: async (query: string): Promise<number | undefined> => {
      const { data } = (await ask(`${url}/api/v1/query?query=${encodeURIComponent(query)}`)) as Vector;
      const [first] = data.result;
      return first && Number(first.value[1]);
    },
  };
}

t.setTimeout(1230_000);

void t.test(
  'a real kube-apiserver with certificates of five days',
  requires('kubernetes', 'openssl', 'prometheus'),
  async (t) => {
    t.setTimeout(1200_000);
    const kubernetes = newestKubernetes();
    const { folder, pki, servers } = await startControlPlane(t, kubernetes, oneServer);
    const [server] = servers;
    const { address } = server;
    const serve = async (days: Days): Promise<void> => {
      const { fingerprintSha256 } = await opensslLeaf(address);
      await replaceServing(folder, pki, days);
      // Kubernetes 1.20 sees a new file after a minute.
      if (kubernetes.minor < 30) await server.restart();
      const isNew = async () => (await opensslLeaf(address)).fingerprintSha256 !== fingerprintSha256 || undefined;
      await until('the new certificate is served', patience, isNew);
    };
    const configFile = join(folder, 'exporter.yml');
    const target = { name: 'real', addresses: [address], ca: { file: join(pki, 'ca.crt') } };
    writeFileSync(configFile, JSON.stringify({ targets: [target] }));
    const check = async () => {
      const { stdout } = await runExporter('check', '--config.file', configFile, '--output', 'json');
      const { exitCode, findings } = checkJson(stdout);
      return {
        exitCode,
        severities: findings.filter(({ id }) => id === 'serving-certificate-ending').map((each) => each.severity),
      };
    };

    await t.test('check judges each by the time left, and says what would make it no finding', async (t) => {
      t.setTimeout(450_000);
      for (const [left, exitCode, severities] of [
        [4.9, 0, []],
        [0.9, 2, ['critical']],
        [2.5, 1, ['warning']],
      ] as const) {
        await serve({ of: 5, left });
        t.same(await check(), { exitCode, severities }, `${left} days left`);
      }
      const { stdout } = await runExporter('check', '--config.file', configFile);
      t.match(stdout.replaceAll(/\s+/g, ' '), 'valid for only 5d 0h: no fault if something renews it in time');
    });

    const port = await freePort();
    const begin = async () => {
      const ends: (() => Promise<void>)[] = [];
      const args = [
        'serve',
        '--config.file',
        join(folder, 'exporter.yml'),
        '--web.listen-address',
        `127.0.0.1:${port}`,
      ];
      const exporter = await startExporter({ teardown: (end) => ends.push(end) }, temporaryFolder(t), { args });
      const end = async (): Promise<void> => {
        await Promise.all(ends.map((each) => each()));
      };
      t.teardown(end);
      return { ...exporter, end };
    };
    const first = await begin();
    const rules = await startRules(t, first.url);
    const becomes = (wanted: string) =>
      until(wanted || 'none fires', patience, async () => ((await rules.ending()) === wanted ? true : undefined));

    await t.test('a certificate that nothing has renewed raises a ticket', async (t) => {
      t.setTimeout(450_000);
      await becomes('warning');
    });

    await t.test('two renewals in time are a rule, which ends the ticket', async (t) => {
      t.setTimeout(450_000);
      await serve({ of: 5, left: 2.55 });
      await first.scrape();
      t.same(samplesOf(await first.scrape(), ratio), [], 'one is none');
      t.match(await (await fetch(first.url)).text(), 'valid for only 5d 0h');
      await serve({ of: 5, left: 2.6 });
      await first.scrape();
      t.ok(Math.abs(valueOf(await first.scrape(), ratio, serving) - 0.5) < 0.01);
      t.notMatch(await (await fetch(first.url)).text(), 'valid for only');
      await becomes('');
    });

    await t.test('a restart of the exporter raises nothing, though it knows nothing yet', async (t) => {
      t.setTimeout(450_000);
      await first.end();
      const second = await begin();
      t.same(samplesOf(await second.scrape(), ratio), []);
      const scrapes =
        'count_over_time(apiserver_endpoint_up[1m] @ end()) and on () absent(apiserver_endpoint_certificate_renewal_ratio)';
      const before = (await rules.value(scrapes)) ?? 0;
      // Twice the `for` of a warning.
      await until(
        'some more scrapes',
        patience,
        async () => ((await rules.value(scrapes)) ?? 0) >= before + 9 || undefined,
      );
      t.equal(await rules.ending(), '');
      t.ok(Math.abs(((await rules.value('certificate:apiserver_renewal_ratio:last')) ?? 0) - 0.5) < 0.01);
    });

    await t.test('a renewal that does not come raises a page', async (t) => {
      t.setTimeout(450_000);
      await serve({ of: 5, left: 0.9 });
      await becomes('critical warning');
      t.same(await check(), { exitCode: 2, severities: ['critical'] });
    });
  },
);
