import t from 'tap';
import { processPlaces } from '../../src/plan/process-places.js';
import type { Loopback, Report } from '../../src/probe/report.js';
import { loopback, now, processes, report, target } from '../fixtures/report.js';

const at = (address: string, shown: Loopback) => report({ address, loopback: shown });
const placesOf = (...reports: readonly Report[]) => [...processPlaces(target(...reports)).values()];

void t.test('where each process is restarted', (t) => {
  const [a, b] = [loopback({ fingerprintSha256: 'a' }), loopback({ fingerprintSha256: 'b' })];
  t.same(
    [...processPlaces(target(at('a:1', a), at('b:1', b)))],
    [
      ['a', 'a:1'],
      ['b', 'b:1'],
    ],
  );
  t.same(placesOf(at('c:1', { state: 'failed' })), []);
  t.end();
});

void t.test('an address that may be a load balancer is one of two', (t) => {
  const a = loopback({ fingerprintSha256: 'a' });
  t.same(placesOf(at('vip:1', a), at('a:1', a)), ['a:1 or vip:1']);
  t.same(placesOf(at('a:1', a), at('vip:1', a)), ['a:1 or vip:1'], 'whatever the order');
  const many = Array.from({ length: 5 }, (_, index) => at(`${index}:1`, a));
  t.same(placesOf(...many), ['0:1 or 1:1 or 2:1']);
  t.end();
});

void t.test('of several processes at one address, the start tells which', (t) => {
  const both = at('vip:1', processes(now + 1, now + 2));
  const started = 'vip:1, started 2026-08-13 13:00:00 UTC';
  t.same(placesOf(both), [started, started]);
  t.same(placesOf(both, at('a:1', processes(now + 1))), ['a:1', started], 'its own address is better');
  t.same(placesOf(at('a:1', processes(now + 1)), both), ['a:1', started]);
  t.end();
});
