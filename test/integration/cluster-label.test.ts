import t from 'tap';
import { createCluster } from '../probe/simulated-cluster.js';
import { parseExposition } from '../fixtures/exposition.js';
import { serveExporter } from './exporter.js';
import { freePort } from './free-port.js';
import { startPrometheus } from './prometheus.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

void t.test("a target's label cluster beside Prometheus' external label", requires('prometheus'), async (t) => {
  const { authority, start } = await createCluster();
  const [east, west] = [await start(t), await start(t)];
  const ca = { pem: authority.pem };
  const folder = temporaryFolder(t);
  const exporter = await serveExporter(t, folder, {
    targets: [
      { name: 'prod', addresses: [east.endpoint], ca, labels: { cluster: 'east' } },
      { name: 'west', addresses: [west.endpoint], ca, labels: { cluster: 'west' } },
    ],
  });
  const address = `127.0.0.1:${await freePort()}`;
  const externalLabels = { cluster: 'central' };
  const { query } = await startPrometheus(t, { folder, address, exporterUrl: exporter.url, externalLabels });
  const up = await until('both are scraped', 30, async () => {
    const found = await query('apiserver_endpoint_up');
    return found.length === 2 ? found : undefined;
  });
  t.match(
    up.map(({ labels }) => [labels['target'], labels['cluster'], labels['exported_cluster']]).toSorted(),
    [
      ['prod', 'east', undefined],
      ['west', 'west', undefined],
    ],
    'nothing is renamed',
  );
  const answer = await fetch(`http://${address}/federate?match[]={__name__=~"apiserver_.%2B"}`);
  // Each sample has a time of its own there.
  const federated = parseExposition((await answer.text()).replaceAll(/ \d+$/gm, ''));
  const clusters = (name: string) =>
    federated.flatMap((sample) => (sample.name === name ? [sample.labels['cluster']] : [])).toSorted();
  t.same(clusters('apiserver_endpoint_up'), ['east', 'west'], "the targets' own label stays");
  t.same(clusters('apiserver_target_endpoints'), ['east', 'west']);
  t.same(clusters('apiserver_cert_exporter_config_last_reload_successful'), ['central']);
});
