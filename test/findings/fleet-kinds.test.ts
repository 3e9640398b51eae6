import t from 'tap';
import {
  loopbackEndingTogether,
  loopbackLifetimeUnusual,
  manyProcesses,
  oneInstanceOlder,
  servingDiffers,
} from '../../src/findings/fleet-kinds.js';
import type { Report } from '../../src/probe/report.js';
import { certificate, day, down, loopback, now, report, target } from './report-fixture.js';

/** An instance whose process started so many days ago. */
const startedDaysAgo = (address: string, days: number, change: Partial<Report> = {}): Report =>
  report({
    address,
    loopback: loopback({ notBefore: now - days * day - 3600, notAfter: now + (365 - days) * day - 3600 }),
    ...change,
  });

void t.test('names that some instances have and others lack', (t) => {
  const with2 = (address: string, dnsNames: readonly string[], ip: string): Report =>
    report({ address, serving: [certificate({ dnsNames, ipAddresses: ['10.96.0.1', ip] })] });
  const all = target(
    with2('a:6443', ['kubernetes', 'api.example.com', 'node-a'], '10.0.0.1'),
    with2('b:6443', ['kubernetes', 'API.example.com', 'node-b'], '10.0.0.2'),
    with2('c:6443', ['kubernetes', 'node-c'], '10.0.0.3'),
    down({ address: 'd:6443' }),
  );
  t.same(servingDiffers.detect(all), [
    { severity: 'info', addresses: ['c:6443'], text: 'lacks api.example.com, which others have' },
  ]);
  t.same(servingDiffers.detect(target(report(), report({ address: 'b:6443' }))), []);
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
    { severity: 'info', addresses: ['a:6443'], text: /^started 8d 0h before the next/ },
  ]);
  t.same(oneInstanceOlder.detect(target(startedDaysAgo('a:6443', 9), ...others)), []);
  t.same(oneInstanceOlder.detect(target(startedDaysAgo('a:6443', 300))), []);
  t.end();
});

void t.test('several processes behind one address', (t) => {
  const found = loopback();
  const through = (processes: number): Report =>
    report({ loopback: found.state === 'found' ? { ...found, processes } : found });
  t.match(manyProcesses.detect(target(through(3))), [{ severity: 'info', text: '3 processes answered' }]);
  t.same(manyProcesses.detect(target(through(1), down())), []);
  t.end();
});

void t.test('a lifetime that is not what Kubernetes gives', (t) => {
  const lives = (days: number, gitVersion: string | undefined): Report =>
    report({
      loopback: loopback({ notBefore: now, notAfter: now + days * day }),
      http: { gitVersion, health: [], startedAt: undefined },
    });
  for (const usual of [
    lives(365, 'v1.20.2'),
    lives(365, 'v1.32.9'),
    lives(1096, 'v1.33.0'),
    lives(1, undefined),
    lives(1, 'v2.0.0'),
    report(),
    down(),
  ]) {
    t.same(loopbackLifetimeUnusual.detect(target(usual)), []);
  }
  t.match(loopbackLifetimeUnusual.detect(target(lives(3650, 'v1.30.1'))), [
    { severity: 'info', text: '3650d 0h in v1.30.1, where Kubernetes itself gives 365d 0h' },
  ]);
  t.match(loopbackLifetimeUnusual.detect(target(lives(365, 'v1.33.1'))), [{ severity: 'info' }]);
  t.end();
});

void t.test('each says what to do', (t) => {
  for (const kind of [
    servingDiffers,
    loopbackEndingTogether,
    oneInstanceOlder,
    manyProcesses,
    loopbackLifetimeUnusual,
  ]) {
    t.ok(kind.remedy().advice.length > 0, kind.id);
  }
  t.end();
});
