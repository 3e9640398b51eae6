import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { closedEndpoint, startLocalApiserver } from '../cli/check/local-apiserver.js';
import { parseExposition, valueOf } from '../fixtures/exposition.js';
import { startInBackground } from './background-process.js';
import { runExporter } from './exporter.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** The flags of a node_exporter that has the textfile collector alone. */
const flags = ['--web.listen-address=127.0.0.1:0', '--collector.disable-defaults', '--collector.textfile'];

void t.test('node_exporter shows what check has written', requires('prometheus-node-exporter'), async (t) => {
  const folder = temporaryFolder(t);
  const textfiles = join(folder, 'textfiles');
  mkdirSync(textfiles);
  const argv = ['prometheus-node-exporter', ...flags, `--collector.textfile.directory=${textfiles}`];
  const collector = await startInBackground(argv, join(folder, 'log'));
  t.teardown(() => collector.end());
  const address = await until('it listens', 30, () => /msg="Listening on" address=(\S+)/.exec(collector.log())?.[1]);
  const collected = async () => parseExposition(await (await fetch(`http://${address}/metrics`)).text());

  const { endpoint } = await startLocalApiserver(t, '127.0.0.1');
  const outputFile = join(textfiles, 'apiserver.prom');
  const check = (...more: readonly string[]) =>
    runExporter('check', '--output', 'openmetrics', '--output-file', outputFile, ...more);
  const { code, stdout, stderr } = await check(endpoint, await closedEndpoint(), '--name', 'api.example.com');
  t.match({ code, stdout, stderr }, { code: 3, stdout: '', stderr: '' });
  t.same(readdirSync(textfiles), ['apiserver.prom']);
  t.equal(statSync(outputFile).mode & 0o777, 0o644);

  const samples = await collected();
  t.equal(valueOf(samples, 'node_textfile_scrape_error'), 0);
  t.equal(valueOf(samples, 'apiserver_check_exit_code'), 3);
  t.equal(valueOf(samples, 'apiserver_endpoint_up', { address: endpoint }), 1);
  const end = { address: endpoint, certificate: 'loopback' };
  t.ok(valueOf(samples, 'apiserver_endpoint_certificate_not_after_timestamp_seconds', end));
  const printed = await runExporter('check', '--output', 'openmetrics', endpoint, await closedEndpoint());
  const kinds = (names: Iterable<string>) => [...new Set(names)].filter((name) => name.startsWith('apiserver_')).sort();
  t.same(
    kinds(samples.map(({ name }) => name)).filter((name) => !/_(san_covered|accepted|refused)$/.test(name)),
    kinds(parseExposition(printed.stdout).map(({ name }) => name)).filter(
      (name) => !/_(san_covered|accepted|refused)$/.test(name),
    ),
  );

  await t.test('a check that cannot start leaves the last metrics, whose age shows', async (t) => {
    t.match(await check('a b'), { code: 3, stdout: '', stderr: /^endpoint: / });
    const time = valueOf(await collected(), 'apiserver_check_timestamp_seconds');
    t.equal(time, valueOf(samples, 'apiserver_check_timestamp_seconds'));
  });
});
