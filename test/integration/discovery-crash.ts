import type { Test } from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import { threeNodes } from './control-plane.js';
import type { DiscoveryScene } from './discovery-scene.js';
import { sliceLists } from './endpoint-slices.js';
import { lasting } from './lasting.js';
import { listedInstances } from './listed-instances.js';
import { discovered, prefix } from './metric-names.js';
import { shown } from './shown.js';
import { until } from './until.js';

/** Kills the first server, and shows what that changes in comparison with these samples. It stays down. */
export async function discoveryCrash(
  t: Test,
  scene: DiscoveryScene,
  beforeTheCrash: readonly ExpositionSample[],
): Promise<void> {
  const { exporter, mortal, survivors, others, sliceVersions, scrapeUntil } = scene;
  const dead = { address: mortal.address };
  const isDown = (samples: readonly ExpositionSample[], among: readonly string[]): void => {
    for (const target of among) {
      t.equal(valueOf(samples, `${prefix}up`, { target, ...dead }), 0, target);
      t.same(
        samplesOf(samples, `${prefix}probe_failed`, { target, ...dead }).map(({ labels: { probe, reason } }) => ({
          probe,
          reason,
        })),
        [{ probe: 'serving', reason: 'refused' }],
      );
      t.equal(valueOf(samples, 'apiserver_target_endpoints', { target }), 3);
    }
    t.same(lasting(samples, others), lasting(beforeTheCrash, others), 'the others are what they were');
  };
  await mortal.kill();
  isDown(await exporter.scrape(), ['direct', 'balanced']);

  const begun = performance.now();
  await until(
    'the API lists it no more',
    90,
    async () => !(await listedInstances(survivors[0])).includes(threeNodes.hosts[0]) || undefined,
  );
  t.comment(`left the list ${((performance.now() - begun) / 1000).toFixed(0)} s after its death`);
  const answered = await sliceLists(survivors, sliceVersions.newest);
  const meanwhile = await scrapeUntil(
    'the shorter list is known',
    30,
    (samples) => valueOf(samples, discovered, { target: 'direct' }) === 0,
  );
  await until('asked again', 30, async () => {
    await exporter.scrape();
    return (await sliceLists(survivors, sliceVersions.newest)) >= answered + 2 || undefined;
  });
  isDown(await exporter.scrape(), ['direct', 'balanced']);
  t.equal(valueOf(meanwhile, discovered, { target: 'balanced' }), 1, 'the load balancer leads to another');
  t.equal(
    valueOf(shown(meanwhile, 'processes'), `${prefix}processes`),
    3,
    'one that answered within ten minutes counts',
  );
}
