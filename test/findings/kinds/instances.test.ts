import t from 'tap';
import {
  loopbackEndingTogether,
  oneInstanceOlder,
  servingDiffers,
  startTimesDiffer,
} from '../../../src/findings/kinds/instances.js';
import type { Report } from '../../../src/probe/report.js';
import { certificate, day, down, httpEvidence, loopback, now, report, target } from '../../fixtures/report.js';

/** An instance whose process started `days` days ago. */
const startedDaysAgo = (address: string, days: number, change: Partial<Report> = {}): Report =>
  report({
    address,
    loopback: loopback({
      fingerprintSha256: address,
      notBefore: now - days * day - 3600,
      notAfter: now + (365 - days) * day - 3600,
    }),
    ...change,
  });

void t.test('names that some instances have and others lack', (t) => {
  const with2 = (address: string, dnsNames: readonly string[], ip: string): Report =>
    startedDaysAgo(address, 10, { serving: [certificate({ dnsNames, ipAddresses: ['10.96.0.1', ip] })] });
  const all = target(
    with2('a:6443', ['kubernetes', 'api.example.com', 'node-a'], '10.0.0.1'),
    with2('b:6443', ['kubernetes', 'API.example.com', 'node-b'], '10.0.0.2'),
    with2('c:6443', ['kubernetes', 'node-c'], '10.0.0.3'),
    down({ address: 'd:6443' }),
  );
  t.same(servingDiffers.detect(all), [
    {
      severity: 'info',
      addresses: ['c:6443'],
      subjects: ['api.example.com'],
      text: 'lacks the SAN api.example.com, which other instances have',
    },
  ]);
  t.same(servingDiffers.detect(target(report(), report({ address: 'b:6443' }))), []);
  const balancer = { ...all.reports[0]!, address: 'vip:6443' };
  const ofNodes = [with2('b:6443', ['kubernetes', 'node-b'], '10.0.0.2'), with2('c:6443', ['kubernetes'], '10.0.0.3')];
  t.same(
    servingDiffers.detect(target(balancer, all.reports[0]!, ...ofNodes)),
    [],
    'a load balancer is no further instance',
  );
  t.end();
});

void t.test('loopback certificates that end within a week of each other', (t) => {
  const [a, b] = [startedDaysAgo('a:6443', 10), startedDaysAgo('b:6443', 17)];
  t.match(loopbackEndingTogether.detect(target(a, b), now), [{ severity: 'info', addresses: ['b:6443', 'a:6443'] }]);
  t.same(loopbackEndingTogether.detect(target(a, startedDaysAgo('b:6443', 17.1)), now), [], 'more than a week apart');
  t.same(loopbackEndingTogether.detect(target(a), now), [], 'one alone');
  t.same(loopbackEndingTogether.detect(target(down()), now), [], 'none seen');
  const late = (days: number) => target(startedDaysAgo('a:6443', days), startedDaysAgo('b:6443', days));
  t.match(loopbackEndingTogether.detect(late(274), now), [{ severity: 'info' }]);
  t.match(loopbackEndingTogether.detect(late(276), now), [{ severity: 'warning' }]);
  t.end();
});

void t.test('one process that is much older than the others', (t) => {
  const others = [startedDaysAgo('b:6443', 3), startedDaysAgo('c:6443', 2)];
  t.match(oneInstanceOlder.detect(target(startedDaysAgo('a:6443', 11), ...others)), [
    {
      severity: 'info',
      addresses: ['a:6443'],
      text: 'started at 2026-11-10 12:00 UTC, 8d 0h before any other instance',
    },
  ]);
  t.same(oneInstanceOlder.detect(target(startedDaysAgo('a:6443', 9), ...others)), []);
  t.same(oneInstanceOlder.detect(target(startedDaysAgo('a:6443', 300))), []);
  const byMetrics = startedDaysAgo('a:6443', 1, { http: httpEvidence({ startedAt: now - 20 * day }) });
  t.match(oneInstanceOlder.detect(target(byMetrics, ...others)), [{ addresses: ['a:6443'] }], '/metrics comes first');
  t.end();
});

void t.test('a process that is seen at several addresses counts once', (t) => {
  const [a, b] = [loopback({ fingerprintSha256: 'a'.repeat(64) }), loopback({ fingerprintSha256: 'b'.repeat(64) })];
  const own = report({ address: 'a:6443', loopback: a });
  const overIPv6 = report({ address: '[::1]:6443', loopback: a });
  const balancer = report({ address: 'vip:6443', loopback: { ...a, processes: [...a.processes, ...b.processes] } });
  t.same(loopbackEndingTogether.detect(target(own, overIPv6), now), [], 'one process');
  t.match(
    loopbackEndingTogether.detect(target(balancer, own, overIPv6), now),
    [{ addresses: ['[::1]:6443', 'vip:6443'] }],
    'two processes',
  );
  t.end();
});

void t.test('start times that differ by more than a minute', (t) => {
  const started = now - 10 * day;
  const says = (startedAt: number | undefined) =>
    startTimesDiffer.detect(
      target(report({ loopback: loopback({ notBefore: started - 3600 }), http: httpEvidence({ startedAt }) })),
      now,
    );
  t.same(says(started - 60), []);
  t.match(says(started - 61), [{ severity: 'info', text: 'the start times are 1m apart' }]);
  t.match(says(started + 7200), [{ text: 'the start times are 2h 0m apart' }]);
  t.same(says(undefined), []);
  t.same(startTimesDiffer.detect(target(down()), now), []);
  t.end();
});

void t.test('each says what to do', (t) => {
  for (const kind of [servingDiffers, loopbackEndingTogether, oneInstanceOlder, startTimesDiffer]) {
    t.ok(kind.remedy().advice.length > 0, kind.id);
  }
  t.end();
});
