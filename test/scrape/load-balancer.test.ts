import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { manyProcesses } from '../../src/findings/kinds/entry-points.js';
import { startBalancer } from '../fixtures/balancer.js';
import { parseExposition, samplesOf } from '../fixtures/exposition.js';
import { day } from '../fixtures/report.js';
import { exporterOf } from './exporter-fixture.js';
import { wholeText } from '../fixtures/whole-text.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const now = Math.floor(Date.now() / 1000);
const ends = [now + 20 * day, now + 90 * day, now + 200 * day];
const starts = [now - 300 * day, now - 30 * day, now - 3 * day];

async function startBackends(t: Test): Promise<readonly number[]> {
  return await Promise.all(
    ends.map(async (notAfter, i) => {
      const { identity } = await authority.issue({ commonName: 'a', ipAddresses: ['127.0.0.1'], notAfter });
      const loopback = await createLoopback({ startedAt: starts[i] ?? now });
      const server = await startApiserver({ serving: identity, loopback: loopback.identity });
      t.teardown(() => server.close());
      return server.port;
    }),
  );
}

void t.test('over time, scrapes notice that servers take turns, and show the worst at each', async (t) => {
  const ports = await startBackends(t);
  let scrapes = 0;
  // The next server with each scrape, as with a balancer that holds to one for a while.
  const balancer = await startBalancer(t, () => ports[(scrapes + 1) % ports.length]);
  const { exporter } = await exporterOf({ targets: [{ name: 'vip', addresses: [`127.0.0.1:${balancer}`] }] });
  const seen: (readonly number[])[] = [];
  for (; scrapes < 8; scrapes++) {
    const samples = parseExposition((await wholeText(exporter.collect(Infinity, 'text'))).body);
    const value = (name: string, labels = {}) =>
      samplesOf(samples, `apiserver_endpoint_${name}`, labels)[0]?.value ?? -1;
    const certificate = 'certificate_not_after_timestamp_seconds';
    seen.push([
      value('processes'),
      value(certificate, { certificate: 'serving' }),
      value('process_start_time_seconds', { source: 'loopback' }),
      samplesOf(samples, 'apiserver_endpoint_entry_point', { reason: 'servers' }).length,
    ]);
  }
  const alone = (i: number) => [1, ends[i], starts[i], 0];
  t.same(seen.slice(0, 3), [alone(1), alone(2), alone(0)], 'each of these may be a restart');
  t.same(seen[3], [3, ends[1], starts[0], 1], 'processes take turns, while a chain may be back after a rollback');
  t.same(
    seen.slice(4),
    Array.from({ length: 4 }, () => [3, ends[0], starts[0], 1]),
  );
  const whole = await exporter.probe({ target: 'vip', address: undefined }, Infinity, 'text');
  const [told] = whole.ok ? manyProcesses.detect(whole.report) : [];
  t.match(told, { severity: 'info', text: '3 servers answered one after another' });
});

void t.test('a restart and a renewal are no turn', async (t) => {
  const ports = await startBackends(t);
  let current = 0;
  const balancer = await startBalancer(t, () => ports[current]);
  const { exporter } = await exporterOf({ targets: [{ name: 'one', addresses: [`127.0.0.1:${balancer}`] }] });
  for (current = 0; current < ports.length; current++) {
    for (let scrape = 0; scrape < 2; scrape++) {
      const samples = parseExposition((await wholeText(exporter.collect(Infinity, 'text'))).body);
      t.match(samplesOf(samples, 'apiserver_endpoint_processes'), [{ value: 1 }]);
    }
  }
});
