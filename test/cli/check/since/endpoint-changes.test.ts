import t from 'tap';
import { endpointChanges } from '../../../../src/cli/check/since/endpoint-changes.js';
import { day, now } from '../../../fixtures/report.js';
import { endpoint, process, shown } from './snapshots.js';

const changes = (before: Parameters<typeof endpoint>[0], after: Parameters<typeof endpoint>[0]) =>
  endpointChanges(endpoint(before), endpoint(after));

void t.test('a new certificate, with both ends and the SANs that differ', (t) => {
  const fresh = shown('b', { notAfter: now + 365 * day, dnsNames: ['kubernetes', 'new'], ipAddresses: [] });
  t.same(changes({}, { serving: fresh }), [
    {
      change: 'certificate_renewed',
      text: 'serving certificate renewed: ends at 2027-11-21 12:00 UTC, the one before at 2027-06-09 12:00 UTC; new SANs: new; SANs that are gone: 10.96.0.1',
    },
  ]);
  t.end();
});

void t.test('behind a load balancer, a server that was not met this time is no change', (t) => {
  const servers = (prints: readonly string[], starts: readonly number[]) => ({
    servers: { serving: prints.map((print) => shown(print)), processes: starts.map(process) },
  });
  const [a, b, c] = [now - 30 * day, now - 20 * day, now - 10 * day] as const;
  t.same(changes(servers(['a', 'b'], [a, b]), servers(['b'], [b])), []);
  t.same(changes(servers(['a', 'b'], [a, b]), servers(['b', 'a'], [b, a])), []);
  t.match(changes(servers(['a', 'b'], [a, b]), servers(['b', 'c'], [b, c])), [
    { change: 'certificate_replaced', text: /^serving certificate shown for the first time/ },
    {
      change: 'process_restarted',
      text: /^process restarted: it started at 2026-11-11 12:00:00 UTC, the one before at/,
    },
  ]);
  t.match(changes(servers(['a'], [b]), servers(['a'], [a])), [
    { change: 'process_other', text: /^another process answers: it started at 2026-10-22/ },
  ]);
  t.end();
});

void t.test('without loopback certificates, /metrics shows the start', (t) => {
  const metrics = (startedAt: number | null) => ({
    servers: { serving: [], processes: [] },
    http: { gitVersion: null, startedAt, clockSkewSeconds: null },
  });
  t.same(changes(metrics(now), metrics(now + 1)), []);
  t.same(changes(metrics(now), metrics(null)), []);
  t.match(changes(metrics(now), metrics(now + 60)), [{ change: 'process_restarted' }]);
  t.same(changes({}, metrics(now - 10 * day + 1)), [], 'a loopback certificate before, which shows the same');
  t.end();
});

void t.test('what is not seen is no change', (t) => {
  const unseen = { serving: null, servers: { serving: [], processes: [] }, names: [], http: null };
  t.same(changes({}, unseen), []);
  t.same(changes(unseen, {}), []);
  t.same(changes({ names: [{ name: 'x', covered: null }] }, { names: [{ name: 'x', covered: true }] }), []);
  t.end();
});
