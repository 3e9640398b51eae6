import type { Test } from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import type { DiscoveryScene } from './discovery-scene.js';
import { lasting } from './lasting.js';
import { prefix } from './metric-names.js';
import { ofHandshakes, outlivesTheProcess, seriesOf } from './of-handshakes.js';
import { serverMetric } from './server-metric.js';
import { shown } from './shown.js';

/** Shows what differs between the samples before the crash of the first server and those after its restart, with a login required. */
export async function discoveryReturn(
  t: Test,
  { mortal, others }: DiscoveryScene,
  beforeTheCrash: readonly ExpositionSample[],
  after: readonly ExpositionSample[],
): Promise<void> {
  t.same(lasting(after, others), lasting(beforeTheCrash, others), 'the others are what they were');
  const [nobodyBefore = [], nobodyAfter = []] = [beforeTheCrash, after].map((samples) =>
    shown(samples, 'nobody', mortal.address),
  );
  t.same(
    seriesOf(nobodyAfter.filter(ofHandshakes)),
    seriesOf(nobodyBefore.filter(ofHandshakes)),
    'without a login, all but the HTTP evidence is there',
  );
  t.same(
    nobodyAfter.filter(outlivesTheProcess),
    nobodyBefore.filter(outlivesTheProcess),
    'and what is not of the process is unchanged',
  );
  t.not(nobodyBefore.every(ofHandshakes), true);
  t.ok(nobodyAfter.every(ofHandshakes), 'the evidence is not');

  const start = await serverMetric(mortal, 'process_start_time_seconds');
  for (const target of ['direct', 'balanced']) {
    const labels = { target, address: mortal.address };
    const startOf = (samples: readonly ExpositionSample[], source: string): number =>
      valueOf(samples, `${prefix}process_start_time_seconds`, { ...labels, source });
    t.equal(valueOf(after, `${prefix}up`, labels), 1);
    t.equal(startOf(after, 'metrics'), start, `${target}: start by its own metrics`);
    t.ok(Math.abs(startOf(after, 'loopback') - start) < 2, `${target}: start by the loopback certificate`);
    t.ok(startOf(after, 'loopback') > startOf(beforeTheCrash, 'loopback'));
    t.equal(samplesOf(after, `${prefix}kubernetes_version_info`, labels).length, 1);
    t.equal(valueOf(after, `${prefix}health_checks`, { ...labels, result: 'fail' }), 0);
    t.same(seriesOf(shown(after, target, mortal.address)), seriesOf(shown(beforeTheCrash, target, mortal.address)));
  }
}
