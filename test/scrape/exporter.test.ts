import t from 'tap';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { exporterOf, healthyServer, loopbackPem, servingPem } from './exporter-fixture.js';
import { listTargets } from '../../src/discovery/targets.js';
import { wholeText } from '../fixtures/whole-text.js';

void t.test('collects all targets and its own metrics', async (t) => {
  const server = await healthyServer(t);
  const { exporter } = await exporterOf({
    targets: [{ name: 'prod', addresses: [server.endpoint], labels: { env: 'test' } }],
  });
  const { body, contentType } = await wholeText(exporter.collect(Infinity, 'text'));
  t.match(contentType, /^text\/plain/);
  t.match(body, `apiserver_endpoint_up{env="test",target="prod",address="${server.endpoint}"} 1`);
  t.match(body, 'apiserver_cert_exporter_config_last_reload_successful 1');
});

void t.test('overlapping scrapes share one probe of each target', async (t) => {
  const server = await healthyServer(t);
  const { exporter } = await exporterOf({ targets: [{ name: 'prod', addresses: [server.endpoint], http: false }] });
  const texts = await Promise.all(Array.from({ length: 50 }, () => exporter.collect(Infinity, 'text')));
  t.equal(server.seen.connections, 2, 'serving and loopback');
  t.equal(new Set(texts).size, 1, 'and one text');
  const { body } = await wholeText(texts[0]!);
  t.match(body, `apiserver_endpoint_up{target="prod",address="${server.endpoint}"} 1`);
  t.match(
    (await wholeText(exporter.collect(Infinity, 'text'))).body,
    'apiserver_cert_exporter_coalesced_scrapes_total 49',
  );
});

void t.test('what a name was shown counts for later scrapes, and after a reload', async (t) => {
  const server = await healthyServer(t);
  const config = { targets: [{ name: 'prod', addresses: [server.endpoint], names: ['kubernetes'] }] };
  const { exporter } = await exporterOf(config);
  const covered = `apiserver_endpoint_san_covered{target="prod",address="${server.endpoint}",name="kubernetes",role="client"} 1`;
  for (let scrape = 0; scrape < 3; scrape++)
    t.match((await wholeText(exporter.collect(Infinity, 'text'))).body, covered);
  await exporter.reload();
  t.match((await wholeText(exporter.collect(Infinity, 'text'))).body, covered);
  t.equal(server.seen.sniSeen.filter((sni) => sni === 'kubernetes').length, 1);
});

void t.test('a scrape whose deadline comes first shows what was seen, and why the rest is missing', async (t) => {
  const server = await healthyServer(t);
  const silent = await startTcpServer(t, () => undefined);
  const { exporter } = await exporterOf({
    targets: [
      { name: 'healthy', addresses: [server.endpoint] },
      { name: 'silent', addresses: [`127.0.0.1:${silent}`], timeout: '2s' },
    ],
  });
  const begun = performance.now();
  const { body } = await wholeText(exporter.collect(0.5, 'text'));
  t.ok(performance.now() - begun < 1500);
  t.match(body, `apiserver_endpoint_up{target="healthy",address="${server.endpoint}"} 1`);
  t.match(
    body,
    `apiserver_endpoint_probe_failed{target="silent",address="127.0.0.1:${silent}",probe="serving",reason="tls_timeout"} 1`,
  );
});

void t.test('one target, or one endpoint of it', async (t) => {
  const [one, two] = [await healthyServer(t), await healthyServer(t)];
  const { exporter } = await exporterOf({ targets: [{ name: 'prod', addresses: [one.endpoint, two.endpoint] }] });
  const whole = await exporter.probe({ target: 'prod', address: undefined }, Infinity, 'text');
  t.match(whole, { ok: true, report: { reports: [{ address: one.endpoint }, { address: two.endpoint }] } });
  const single = await exporter.probe({ target: 'prod', address: two.endpoint }, Infinity, 'text');
  const body = single.ok ? (await wholeText(single.rendered)).body : '';
  t.notMatch(body, `address="${one.endpoint}"`);
  t.match(body, `address="${two.endpoint}"`);
  t.same(await exporter.probe({ target: 'other', address: undefined }, Infinity, 'text'), {
    ok: false,
    because: 'unknown_target',
  });
});

void t.test('a new configuration is taken, an invalid one is not', async (t) => {
  const server = await healthyServer(t);
  const { exporter, write, log } = await exporterOf({ targets: [{ name: 'before', addresses: [server.endpoint] }] });
  const under = wholeText(exporter.collect(Infinity, 'text'));

  write({ targets: [{ name: 'after', addresses: [server.endpoint] }] });
  t.same(await exporter.reload(), { ok: true });
  t.match((await under).body, 'apiserver_endpoint_up{target="before"', 'a scrape ends with what it began with');
  t.notMatch((await under).body, 'target="after"');
  t.same(
    (await listTargets(exporter.targets(), Infinity)).map(({ name }) => name),
    ['after'],
  );

  write({ targets: [{ name: 'broken', addresses: ['not an address'] }] });
  t.match(await exporter.reload(), { ok: false, problems: [{ path: 'targets[0].addresses[0]' }] });
  const { body } = await wholeText(exporter.collect(Infinity, 'text'));
  t.match(body, 'apiserver_endpoint_up{target="after"');
  t.match(body, 'apiserver_cert_exporter_config_last_reload_successful 0');
  t.same(log, ['configuration reloaded', 'configuration not reloaded']);
});

void t.test('files beside the targets, and whether they are served', async (t) => {
  const server = await healthyServer(t);
  const folder = t.testdir({ 'apiserver.crt': servingPem, 'other.crt': loopbackPem, 'empty.crt': '' });
  const target = { name: 'prod', addresses: [server.endpoint], servingFile: `${folder}/apiserver.crt` };
  const { exporter, write, log } = await exporterOf({ targets: [target], files: [{ paths: [`${folder}/*.crt`] }] });
  const match = `apiserver_endpoint_serving_file_match{target="prod",address="${server.endpoint}"`;

  const { body } = await wholeText(exporter.collect(Infinity, 'text'));
  t.match(body, `${match},path="${folder}/apiserver.crt"} 1`);
  t.match(
    body,
    `apiserver_file_certificate_info{path="${folder}/apiserver.crt",certificate="1",subject_cn="kube-apiserver"`,
  );
  t.match(body, `apiserver_file_read_success{path="${folder}/empty.crt"} 0`);
  t.same(log, ['certificates of a file cannot be read']);

  write({ targets: [{ ...target, servingFile: `${folder}/other.crt` }] });
  await exporter.reload();
  const probed = await exporter.probe({ target: 'prod', address: server.endpoint }, Infinity, 'text');
  const shown = probed.ok ? (await wholeText(probed.rendered)).body : '';
  t.match(shown, `${match},path="${folder}/other.crt"} 0`);
  t.notMatch(shown, /^apiserver_file_/m, 'a target alone has no files');
});
