import type { Test } from 'tap';
import { type ExpositionSample, samplesOf, valueOf } from '../fixtures/exposition.js';
import type { ControlPlane } from './control-plane.js';
import type { RunningExporter } from './exporter.js';
import { prefix } from './metric-names.js';
import { ofHandshakes, outlivesTheProcess, seriesOf } from './of-handshakes.js';
import { serverMetric } from './server-metric.js';

/** Restarts the server so that it wants a login from everyone. Shows what of the samples changes, and what does not. */
export async function restartLockedOut(
  t: Test,
  { servers: [server], anonymous }: ControlPlane,
  exporter: RunningExporter,
): Promise<void> {
  const unauthenticated = async (): Promise<number> => (await anonymous(`https://${server.address}/version`)).status;
  const before = await exporter.scrape();
  t.equal(await unauthenticated(), 200);
  await server.restart(['--anonymous-auth=false']);
  t.equal(await unauthenticated(), 401);
  const after = await exporter.scrape();

  t.same(after.filter(outlivesTheProcess), before.filter(outlivesTheProcess), 'all that is not of the process');
  t.ok(before.some(outlivesTheProcess));
  t.same(seriesOf(after.filter(ofHandshakes)), seriesOf(before.filter(ofHandshakes)), 'no series is gone or new');
  const started = (samples: readonly ExpositionSample[]): number =>
    valueOf(samples, `${prefix}process_start_time_seconds`, { source: 'loopback' });
  t.ok(started(after) > started(before));
  t.ok(Math.abs(started(after) - (await serverMetric(server, 'process_start_time_seconds'))) < 2);
  const [loopbackBefore, loopbackAfter] = [before, after].map(
    (samples) =>
      samplesOf(samples, `${prefix}certificate_info`, { certificate: 'loopback' })[0]?.labels['fingerprint_sha256'],
  );
  t.not(loopbackAfter, loopbackBefore, 'a new loopback certificate');
}
