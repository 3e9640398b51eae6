import t from 'tap';
import { createOwnMetrics } from '../../src/metrics/own-metrics.js';
import { reasonNames } from '../../src/probe/reason.js';
import { probesInOrder } from '../../src/probe/report.js';
import { truncationNames } from '../../src/probe/truncation.js';
import { down, report, target } from '../fixtures/report.js';
import { parseExposition, samplesOf, valueOf } from '../fixtures/exposition.js';

const prefix = 'apiserver_cert_exporter_';

function create() {
  const own = createOwnMetrics('1.2.3');
  const samples = async () => parseExposition(await own.registry.metrics());
  return { own, samples };
}

void t.test('build info, and the process', async (t) => {
  const samples = await create().samples();
  t.same(samplesOf(samples, `${prefix}build_info`), [
    { name: `${prefix}build_info`, labels: { version: '1.2.3', node_version: process.versions.node }, value: 1 },
  ]);
  t.ok(valueOf(samples, 'process_resident_memory_bytes') > 1e6);
  t.ok(valueOf(samples, 'process_start_time_seconds') > 1e9);
  t.same(
    samples.filter(({ name }) => /^nodejs_active_.*_total$/.test(name)),
    [],
  );
});

void t.test('loads of the config: a failure leaves the time of the last success', async (t) => {
  const { own, samples } = create();
  const seen = async (): Promise<readonly number[]> => {
    const now = await samples();
    const name = `${prefix}config_last_reload_success`;
    return [valueOf(now, `${name}ful`), valueOf(now, `${name}_timestamp_seconds`)];
  };
  own.configLoaded(true, 1000);
  t.same(await seen(), [1, 1000]);
  own.configLoaded(false, 2000);
  t.same(await seen(), [0, 1000]);
  own.configLoaded(true, 3000);
  t.same(await seen(), [1, 3000]);
});

void t.test('every pair of probe and reason from the start; failures are counted', async (t) => {
  const { own, samples } = create();
  const name = `${prefix}probe_failures_total`;
  const before = samplesOf(await samples(), name);
  t.equal(before.length, probesInOrder.length * reasonNames.length);
  t.ok(before.every(({ value }) => value === 0));
  own.probed(target(down(), report(), down({ failures: [{ probe: 'loopback', reason: 'reset' }] })));
  own.probed(target(down()));
  const after = samplesOf(await samples(), name).filter(({ value }) => value > 0);
  t.same(
    after.map(({ labels, value }) => [labels['probe'], labels['reason'], value]),
    [
      ['serving', 'refused', 2],
      ['loopback', 'reset', 1],
    ],
  );
});

void t.test('what was cut, each kind from the start', async (t) => {
  const { own, samples } = create();
  const name = `${prefix}truncations_total`;
  const counts = async () => samplesOf(await samples(), name).map(({ labels, value }) => [labels['what'], value]);
  t.same(
    await counts(),
    truncationNames.map((what) => [what, 0]),
  );
  own.probed(target(report({ truncated: ['chain'] }), report({ truncated: ['chain', 'names'] })));
  t.same(Object.fromEntries((await counts()) as [string, number][]), {
    addresses: 0,
    names: 1,
    ca: 0,
    chain: 2,
    health_checks: 0,
    labels: 0,
    name_chains: 0,
  });
});

void t.test('scrapes, and those that joined another', async (t) => {
  const { own, samples } = create();
  t.equal(valueOf(await samples(), `${prefix}coalesced_scrapes_total`), 0);
  own.scraped(0.2);
  own.scraped(3);
  own.joined();
  const now = await samples();
  t.equal(valueOf(now, `${prefix}coalesced_scrapes_total`), 1);
  t.equal(valueOf(now, `${prefix}scrape_duration_seconds_count`), 2);
  t.equal(valueOf(now, `${prefix}scrape_duration_seconds_sum`), 3.2);
  t.equal(valueOf(now, `${prefix}scrape_duration_seconds_bucket`, { le: '0.25' }), 1);
});

void t.test('two exporters in one process count apart', async (t) => {
  const [a, b] = [create(), create()];
  a.own.joined();
  t.equal(valueOf(await b.samples(), `${prefix}coalesced_scrapes_total`), 0);
});
