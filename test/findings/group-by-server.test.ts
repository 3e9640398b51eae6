import t from 'tap';
import { groupByServer } from '../../src/findings/group-by-server.js';
import { otherServer } from '../fixtures/other-server.js';
import { report, target } from '../fixtures/report.js';

void t.test('a target of one kind is one group, also without endpoints', (t) => {
  const one = target(report({ address: 'a:1' }), report({ address: 'b:1', kind: 'kube-apiserver' }));
  t.same(groupByServer(one), [{ server: undefined, report: one, isFirst: true }]);
  const other = target(otherServer());
  t.same(groupByServer(other), [{ server: 'metrics-server', report: other, isFirst: true }]);
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
      ['metrics-server', false, [metrics]],
    ],
  );
  t.end();
});
