import t from 'tap';
import { processesOf, withoutFronts } from '../../src/probe/processes.js';
import type { Report } from '../../src/probe/report.js';
import { day, down, httpEvidence, loopback, now, report, target } from '../fixtures/report.js';

const [a, b] = [loopback({ fingerprintSha256: 'a', notAfter: 1 }), loopback({ fingerprintSha256: 'b', notAfter: 2 })];

void t.test('each process counts once, at the address where the fewest answer', (t) => {
  const balancer = report({ address: 'vip:1', loopback: { ...a, processes: [...a.processes, ...b.processes] } });
  const own = report({ address: 'a:1', loopback: a });
  const seen = (...reports: readonly Report[]) =>
    processesOf(target(...reports)).map(({ address, loopbackEnds }) => `${address} ${String(loopbackEnds)}`);
  t.same(seen(balancer, own).toSorted(), ['a:1 1', 'vip:1 2']);
  t.same(seen(own, balancer).toSorted(), ['a:1 1', 'vip:1 2']);
  t.same(seen(own, report({ address: '[::1]:1', loopback: a })), ['[::1]:1 1']);
  t.same(seen(down({ address: 'down:1' }), down({ address: 'other:1' })), ['down:1 undefined', 'other:1 undefined']);
  t.end();
});

void t.test('who asks again gets what was found', (t) => {
  const { reports } = target(report({ address: 'a:1', loopback: a }), down({ address: 'b:1' }));
  const found = processesOf({ reports });
  t.equal(found.length, 2);
  t.equal(processesOf({ reports }), found);
  t.not(processesOf({ reports: [...reports] }), found);
  t.end();
});

void t.test('a load balancer, and a further way to a process, show nothing that its own address does not', (t) => {
  const both = { ...a, processes: [...a.processes, ...b.processes] };
  const left = (...reports: readonly Report[]) => withoutFronts({ reports }).map(({ address }) => address);
  const [vip, own, other] = [
    report({ address: 'vip:1', loopback: both }),
    report({ address: 'a:1', loopback: a }),
    report({ address: 'b:1', loopback: b }),
  ];
  t.same(left(vip, own, other), ['a:1', 'b:1']);
  t.same(left(vip, own), ['vip:1', 'a:1'], 'one of its processes is seen there alone');
  t.same(
    left({ ...vip, loopback: a }, own, down({ address: 'b:1' })),
    ['a:1', 'b:1'],
    'one that leads to the same server each time',
  );
  t.end();
});

void t.test('the start is that of /metrics only where one process answers', (t) => {
  const http = httpEvidence({ startedAt: now - day });
  const start = (change: Parameters<typeof report>[0]) =>
    processesOf(target(report({ http, ...change })))[0]?.startedAt;
  t.equal(start({ loopback: a }), now - day);
  t.equal(start({ loopback: { ...a, processes: [...a.processes, ...b.processes] } }), a.startedAt);
  t.equal(start({ loopback: { state: 'not_served', because: 'serving_certificate' } }), now - day);
  t.end();
});
