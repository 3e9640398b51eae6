import t from 'tap';
import { groupByServer } from '../../src/findings/group-by-server.js';
import { informers, otherServer } from '../fixtures/other-server.js';
import { report, target } from '../fixtures/report.js';

void t.test('a target of one kind is one group, also without endpoints', (t) => {
  const one = target(report({ address: 'a:1' }), report({ address: 'b:1', kind: 'kube-apiserver' }));
  t.same(groupByServer(one), [{ server: undefined, report: one, isFirst: true }]);
  const other = target(otherServer());
  t.same(groupByServer(other), [
    { server: { kind: 'metrics-server', loopbackEnd: 'harmless' }, report: other, isFirst: true },
  ]);
  t.same(groupByServer(target()), [{ server: undefined, report: target(), isFirst: true }]);
  t.end();
});

void t.test('of several kinds, kube-apiserver is the first', (t) => {
  const [metrics, api] = [otherServer({ address: 'm:1' }), report({ address: 'a:1' })];
  const groups = groupByServer(target(metrics, api));
  t.same(
    groups.map(({ server, isFirst, report: { reports } }) => [server, isFirst, reports]),
    [
      [undefined, true, [api]],
      [{ kind: 'metrics-server', loopbackEnd: 'harmless' }, false, [metrics]],
    ],
  );
  t.end();
});

void t.test('one kind is two groups where one of them shows informers of its own', (t) => {
  const [may, breaks] = [
    otherServer({ address: 'a:1' }, 'poststarthook/x'),
    otherServer({ address: 'b:1' }, informers),
  ];
  t.match(groupByServer(target(may, breaks)), [
    { server: { kind: 'aggregated', loopbackEnd: 'may_break' }, isFirst: true, report: { reports: [may] } },
    { server: { kind: 'aggregated', loopbackEnd: 'breaks' }, isFirst: false, report: { reports: [breaks] } },
  ]);
  t.end();
});
