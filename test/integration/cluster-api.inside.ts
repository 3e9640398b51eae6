import t from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { clusterApiNotes } from './cluster-api-notes.js';
import { clusterObject, clusterSecret } from './cluster-api-objects.js';
import { clusterApiRights } from './cluster-api-rights.js';
import { startClusterApiScene, targetsIn } from './cluster-api-scene.js';
import { nodeAddresses } from './control-plane.js';
import { onlyKubernetes } from './kubernetes.js';
import { discovered, prefix } from './metric-names.js';

const management = { target: 'management' };

t.setTimeout(360_000);
const scene = await startClusterApiScene(t, onlyKubernetes());
const { api, exporter, real, quick, scrapeUntil } = scene;
const clusters = Array.from({ length: 30 }, (_, index) => ({
  namespace: index % 2 === 0 ? 'default' : 'fleet',
  name: `c${index}`,
  isReal: index < 3,
}));
for (const [index, { namespace, name, isReal }] of clusters.entries()) {
  await api.create(clusterSecret(namespace, name, { value: isReal ? real : quick(index) }));
  await api.create(clusterSecret(namespace, name, { 'tls.key': 'the key of a CA' }, 'ca'));
}

/** Where the targets are. */
const placesIn = (samples: readonly ExpositionSample[], target: string): readonly string[] =>
  samplesOf(samples, `${prefix}up`, { target }).flatMap(({ labels, value }) =>
    value === 1 ? [labels['address'] ?? ''] : [],
  );

void t.test('each kubeconfig Secret is a target', async (t) => {
  t.setTimeout(90_000);
  const begun = performance.now();
  const samples = await exporter.scrape();
  t.comment(`first scrape: ${Math.round(performance.now() - begun)} ms`);
  t.equal(targetsIn(samples), 30);
  t.equal(valueOf(samples, 'apiserver_fleet_targets', management), 30);
  t.equal(
    samplesOf(samples, 'apiserver_target_endpoints', management).length,
    0,
    'it has none of its own, and no alarm',
  );
  t.equal(valueOf(samples, discovered, management), 1);
  for (const { namespace, name, isReal } of clusters) {
    const target = `${namespace}/${name}`;
    const places = placesIn(samples, target);
    if (isReal) t.same(places, nodeAddresses, `${target}: every API server of a control plane of three nodes`);
    else t.equal(places.length, 1, target);
  }
  t.same(
    new Set(samplesOf(samples, `${prefix}certificate_trusted`, { certificate: 'serving' }).map(({ value }) => value)),
    new Set([1]),
    'each is judged by the CA of its own kubeconfig',
  );
  t.equal(samplesOf(samples, `${prefix}loopback_certificate_found`).filter(({ value }) => value === 1).length, 9);
});

void t.test('targets follow', async (t) => {
  t.setTimeout(180_000);
  const before = await exporter.scrape();
  const begun = performance.now();
  await api.create(clusterSecret('fleet', 'new', { value: quick(0) }));
  await api.remove(clusterSecret('fleet', 'c5', {}));
  await api.remove(clusterSecret('fleet', 'c7', {}));
  await api.create(clusterSecret('fleet', 'c7', { value: quick(8) }));
  await api.create(clusterObject('fleet', 'c9', { paused: true }));
  await api.create(clusterObject('fleet', 'c11'));
  await api.remove(clusterObject('fleet', 'c11'));
  const c7Before = placesIn(before, 'fleet/c7')[0];
  const after = await scrapeUntil('all changes', (samples) => {
    const [c5, c7, c11, added] = ['c5', 'c7', 'c11', 'new'].map((name) => placesIn(samples, `fleet/${name}`));
    const isMoved = c7?.[0] !== undefined && c7[0] !== c7Before;
    return isMoved && targetsIn(samples) === 30 && c5?.length === 0 && c11?.length === 0 && added?.length === 1;
  });
  t.comment(`${Math.round(performance.now() - begun)} ms after the first change, of which 1 s is the interval`);
  t.equal(placesIn(after, 'fleet/new').length, 1, 'one that was added');
  t.equal(placesIn(after, 'fleet/c5').length, 0, 'one that was removed');
  t.not(placesIn(after, 'fleet/c7')[0], c7Before, 'one with another server');
  t.equal(placesIn(after, 'fleet/c9').length, 1, 'a paused one');
  t.equal(placesIn(after, 'fleet/c11').length, 0, 'one that is being deleted');
  t.same(placesIn(after, 'default/c0'), placesIn(before, 'default/c0'));
  t.equal(valueOf(after, discovered, management), 1);
});

void t.test('each bad Secret has its own note', (t) => clusterApiNotes(t, scene));
void t.test('rights', (t) => clusterApiRights(t, scene));
