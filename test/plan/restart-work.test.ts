import t from 'tap';
import { restartWork } from '../../src/plan/restart-work.js';
import type { TargetReport } from '../../src/probe/report.js';
import { informers, loopbackUntil, otherServer } from '../fixtures/other-server.js';
import { day, down, loopback, now, processes, report, target } from '../fixtures/report.js';

const span = { now, end: now + 365 * day };
const work = (all: TargetReport) => restartWork(all, span);

/** An API server whose loopback certificate ends in so many days. */
const server = (name: string, days: number) =>
  report({ address: `${name}:6443`, loopback: loopback({ fingerprintSha256: name, notAfter: now + days * day }) });

/** Days from today, as the fixtures begin at noon. */
const daysOf = (all: TargetReport) =>
  work(all).flatMap(({ restarts }) =>
    restarts.map(({ place, due }) => `${place} ${due === 'now' ? due : Math.ceil((due - now) / day)}`),
  );

void t.test('one row for each target, the soonest end first', (t) => {
  const all = target(server('c', 101), server('a', 100), server('b', 100));
  t.match(work(all), [
    {
      kind: 'restart',
      title: 'Restart the 3 API servers of prod, one at a time',
      runbook: 'ApiserverLoopbackCertificateEnding',
      caveat: undefined,
      endings: [{ place: 'a:6443' }, { place: 'b:6443' }, { place: 'c:6443' }],
    },
  ]);
  t.same(daysOf(all), ['a:6443 84', 'b:6443 92', 'c:6443 100']);
  t.match(work(target(server('a', 100))), [{ title: 'Restart the API server of prod: a:6443' }]);
  t.same(work(target(down())), []);
  t.end();
});

void t.test('what comes after the span is left out, but its order counts', (t) => {
  t.same(daysOf(target(server('a', 100), server('b', 900))), ['a:6443 99']);
  t.same(daysOf(target(server('a', 400))), []);
  t.end();
});

void t.test('each process behind a load balancer, once', (t) => {
  const ends = [100, 110].map((days) => now + days * day);
  const balancer = report({ address: 'vip:6443', loopback: processes(...ends) });
  t.match(work(target(balancer)), [{ restarts: [{ place: /^vip:6443, started/ }, { place: /^vip:6443, started/ }] }]);
  const own = report({ address: 'a:6443', loopback: processes(ends[0] ?? 0) });
  t.match(work(target(balancer, own)), [{ restarts: [{ place: 'a:6443' }, { place: /^vip:6443, started/ }] }]);
  t.end();
});

void t.test('another server: by what the end of its certificate does', (t) => {
  const loopback = loopbackUntil(now + 5 * day);
  t.same(work(target(otherServer({ loopback }))), [], 'harmless');
  const mayBreak = work(target(otherServer({ loopback }, 'poststarthook/x')));
  t.match(mayBreak, [
    {
      title: 'Restart the aggregated API server of prod: 10.225.4.51:6443',
      caveat: /^Nobody sees from outside/,
      endings: [{ severity: 'warning' }],
    },
  ]);
  const breaks = work(target(otherServer({ loopback }, informers)));
  t.match(breaks, [{ caveat: undefined, endings: [{ severity: 'critical' }] }]);
  t.end();
});
