import t from 'tap';
import {
  apiServerNotes,
  apiServersOf,
  apiServersText,
  fleetApiServerNotes,
} from '../../../src/cli/check/api-servers.js';
import type { Scope } from '../../../src/discovery/target-source.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { down, loopback, report, target } from '../../fixtures/report.js';

const [a, b] = [loopback({ fingerprintSha256: 'a' }), loopback({ fingerprintSha256: 'b' })];
const [cp1, cp2] = [report({ address: 'cp1:6443', loopback: a }), report({ address: 'cp2:6443', loopback: b })];
const balancer = report({ address: 'lb:6443', loopback: { ...a, processes: [...a.processes, ...b.processes] } });
const listed: Scope = { kind: 'instances', addresses: ['cp1:6443', 'cp2:6443', 'cp3:6443'] };
const only = (because: string, ...outOfReach: readonly string[]): Scope => ({ kind: 'server', because, outOfReach });

const seen = (scope: Scope, reports: TargetReport['reports'], change: Partial<TargetReport> = {}): TargetReport => ({
  ...target(...reports),
  scope,
  ...change,
});
const count = (listed: number, change: Partial<TargetReport['instances']> = {}): Pick<TargetReport, 'instances'> => ({
  instances: { listed, expected: undefined, missing: [], cannotTell: undefined, ...change },
});

void t.test('every API server that is listed, and of each whether it showed a certificate', (t) => {
  const three = [balancer, cp1, cp2, report({ address: 'cp3:6443' })];
  t.same(apiServersOf(seen(listed, three, count(3))), { probed: 3, total: 3, note: undefined });
  const dead = [balancer, cp1, cp2, down({ address: 'cp3:6443' })];
  t.match(apiServersOf(seen(listed, dead, count(3))), { probed: 2, total: 3 }, 'it is listed and dead');
  const expected = { count: 4, source: 'nodes' } as const;
  t.match(apiServersOf(seen(listed, three, count(3, { expected }))), { probed: 3, total: 4 }, 'a node has none');
  t.match(apiServersOf(seen(listed, three, count(2))), { probed: 3, total: 3 }, 'one that left the list answers still');
  t.equal(apiServersOf(target(cp1)), undefined, 'nobody asked for a list');
  t.end();
});

void t.test('what is unknown is said in one line, with what it needs', (t) => {
  const needs = 'needs list on endpointslices (discovery.k8s.io) in namespace default';
  const alone = seen(only(needs), [cp1]);
  t.same(apiServersOf(alone), {
    probed: 1,
    total: undefined,
    note: `how many there are is unknown: ${needs}`,
  });
  t.same(apiServerNotes([alone]), [`1 API server probed; how many there are is unknown: ${needs}`]);
  t.match(apiServerNotes([alone, seen(listed, [cp1])]), [/^prod: 1 API server probed; /]);
  t.match(apiServersOf(seen(only(needs), [balancer])), { probed: 2 }, 'each that a load balancer leads to');
  t.match(apiServersOf(seen(only(needs), [{ ...cp1, path: '/k8s' }])), { probed: 0 }, 'a gateway is none');
  const without = seen(listed, [cp1, cp2], count(2, { cannotTell: 'nodes_forbidden' }));
  t.match(apiServerNotes([without]), [
    /^2 of 2 API servers probed; whether the list lacks one is unknown: the login may not list nodes/,
  ]);
  t.end();
});

void t.test('those that cannot be reached from here are named', (t) => {
  const far = seen(only('no answer (connect_timeout)', '10.0.0.1:6443', '10.0.0.2:6443', '10.0.0.3:6443'), [balancer]);
  t.same(apiServerNotes([far]), [
    '2 of 3 API servers probed; those that are listed cannot be reached from here, only the server that kubectl dials: 10.0.0.1:6443, 10.0.0.2:6443, 10.0.0.3:6443: no answer (connect_timeout)',
  ]);
  const expected = { count: 4, source: 'nodes' } as const;
  t.match(apiServersOf({ ...far, ...count(3, { expected }) }), { probed: 2, total: 4 }, 'and a node has none');
  const many = Array.from({ length: 12 }, (_, i) => `10.0.0.${i}:6443`);
  t.match(apiServersOf(seen(only('x', ...many), [cp1]))?.note, /10\.0\.0\.7:6443 and 4 more: x$/);
  t.end();
});

void t.test('all targets together', (t) => {
  const three = seen(listed, [cp1, cp2, report({ address: 'cp3:6443' })], count(3));
  t.equal(apiServersText([three]), '3 of 3 API servers probed');
  t.equal(apiServersText([three, seen(listed, [cp1], count(3)), target(cp2)]), '4 of 6 API servers probed');
  t.equal(apiServersText([three, seen(only('x'), [cp1])]), '4 API servers probed', 'of how many is not known');
  t.equal(apiServersText([target(cp1)]), undefined);
  t.end();
});

void t.test('of many targets, what is unknown is a line for each thing', (t) => {
  const named = (at: number, because: string) => ({
    ...seen(only(because), [cp1]),
    target: { name: `t${at}`, labels: {} },
  });
  const same = Array.from({ length: 10 }, (_, at) => named(at, 'needs a login'));
  t.same(fleetApiServerNotes([target(cp1), ...same, named(10, 'it hangs')]), [
    '10 targets (t0, t1, t2, t3, t4, t5, t6, t7, … and 2 more): how many there are is unknown: needs a login',
    '1 target (t10): how many there are is unknown: it hangs',
  ]);
  const different = Array.from({ length: 7 }, (_, at) => named(at, `fault ${at}`));
  t.equal(fleetApiServerNotes(different).at(-1), '… and 2 more such lines: --output json has them');
  t.same(fleetApiServerNotes([target(cp1)]), []);
  t.end();
});
