import t from 'tap';
import type { InstanceCount } from '../../../src/discovery/instance-count.js';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import * as kinds from '../../../src/findings/kinds/missing-instances.js';
import { now, report, target } from '../../fixtures/report.js';

const instancesMissing: FindingKind = kinds.instancesMissing;

const with_ = (change: Partial<InstanceCount>) => ({
  ...target(report()),
  instances: {
    listed: 2,
    expected: { count: 3, source: 'nodes' },
    missing: [{ name: 'cp-3', ips: ['10.225.4.53', 'fd00::53'] }],
    cannotTell: undefined,
    ...change,
  } satisfies InstanceCount,
});
const texts = (change: Partial<InstanceCount>) => instancesMissing.detect(with_(change), now).map(({ text }) => text);

void t.test('a node without an API server is named', (t) => {
  t.same(instancesMissing.detect(with_({}), now), [
    {
      severity: 'warning',
      addresses: [],
      subjects: ['cp-3'],
      text: '2 of 3 API servers found (3: nodes with the control-plane role); without an API server: cp-3 (10.225.4.53)',
    },
  ]);
  const [repair, removed] = instancesMissing.remedy(with_({})).advice;
  t.match(repair, /: on cp-3, crictl ps/);
  t.match(removed, /kubectl delete node/);
  t.end();
});

void t.test('nodes that cannot be named, and many of them', (t) => {
  const configured = { expected: { count: 3, source: 'config' }, missing: [] } as const;
  t.same(texts(configured), ['2 of 3 API servers found (3: instances in the configuration)']);
  const [repair, removed] = instancesMissing.remedy(with_(configured)).advice;
  t.match(repair, /: on each node without one, crictl ps/);
  t.match(removed, /the new number as instances/);
  const many = Array.from({ length: 22 }, (_, at) => ({ name: `cp-${at}`, ips: [] }));
  t.match(texts({ expected: { count: 24, source: 'nodes' }, missing: many }), [/: cp-0, .*, cp-19 and 2 more$/]);
  t.end();
});

void t.test('nothing where there are enough, or where it is unknown', (t) => {
  t.same(texts({ listed: 3 }), []);
  t.same(texts({ listed: 4 }), []);
  t.same(texts({ listed: undefined, cannotTell: 'no_list' }), []);
  t.same(texts({ expected: undefined, cannotTell: 'nodes_forbidden' }), []);
  t.end();
});
