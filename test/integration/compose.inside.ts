import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { projectFile } from '../fixtures/project-file.js';
import { requireTool } from '../fixtures/tool.js';
import { shortened } from '../rules/shortened.js';
import { edited } from './alerts-edit.js';
import { startInBackground } from './background-process.js';
import { compose, composeFolder, mountsOf } from './compose.js';
import { exporterCommand } from './exporter.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

t.setTimeout(240_000);

/** Files that are changed to wait for seconds instead of minutes. What they lead to stays as it is. */
const quicker: Readonly<Record<string, () => string>> = {
  'config/prometheus.yml': () =>
    edited('config/prometheus.yml', {
      ' scrape_interval: 1m': ' scrape_interval: 1s',
      ' evaluation_interval: 1m': ' evaluation_interval: 1s',
      ' scrape_timeout: 30s': ' scrape_timeout: 1s',
    }),
  'config/alerts.yml': () => shortened('config/alerts.yml', 100),
  'config/alertmanager.yml': () => edited('config/alertmanager.yml', { 'group_wait: 30s': 'group_wait: 1s' }),
  [`${composeFolder}/exporter.yml`]: () => edited(`${composeFolder}/exporter.yml`, {}),
};

void t.test('a page is sent for the fault of the control plane', async (t) => {
  t.setTimeout(225_000);
  const prometheus = process.env['PROMETHEUS'] ?? requireTool(t, 'prometheus');
  const alertmanager = process.env['ALERTMANAGER'] ?? requireTool(t, 'alertmanager', 'prometheus-alertmanager');
  if (prometheus === undefined || alertmanager === undefined) return;
  const folder = temporaryFolder(t);

  /** Starts the program of a service with its command. The files that it mounts are in a folder instead of the root folder. */
  const start = async (name: string, program: readonly string[], more: readonly string[] = []) => {
    const service = compose.services[name]!;
    const mounts = mountsOf(service);
    for (const { source, target } of mounts) {
      const make = quicker[source];
      if (make === undefined) continue;
      mkdirSync(join(folder, target, '..'), { recursive: true });
      writeFileSync(join(folder, target), make().replaceAll('/pki/', `${folder}/pki/`));
    }
    const inFolder = (text: string): string => text.replace(/(^|=)(?=\/)/, `$1${folder}`);
    const command = (service.command ?? []).filter((argument) => !argument.endsWith('.mjs')).map(inFolder);
    const running = await startInBackground([...program, ...command, ...more], join(folder, `${name}.log`));
    t.teardown(() => running.end());
    return running;
  };
  const node = (script: string): readonly string[] => [process.execPath, projectFile(`build/demo/${script}.js`)];

  mkdirSync(join(folder, 'pki'));
  const controlPlane = await start('control-plane', node('serve-control-plane'));
  await until('the control plane listens', 20, () => (controlPlane.log().includes('listening') ? true : undefined));
  const pager = await start('pager', node('print-notices'));
  const config = join(folder, 'etc/apiserver-cert-exporter/exporter.yml');
  await start('apiserver-cert-exporter', [...exporterCommand, 'serve', `--config.file=${config}`]);
  await start('alertmanager', [alertmanager], ['--cluster.listen-address=']);
  await start('prometheus', [prometheus]);

  const page = /^\/pager firing (Apiserver\w+) \(critical\): .*$/m;
  const [, alert] = await until('a page', 50, () => page.exec(pager.log()) ?? undefined);
  t.match(alert, /^Apiserver(LoopbackCertificateEnding|NameNotCovered|CertificateRefused)$/);
  const up = await fetch('http://prometheus:9090/api/v1/query?query=apiserver_endpoint_up');
  t.equal(((await up.json()) as { readonly data: { readonly result: readonly object[] } }).data.result.length, 3);
});
