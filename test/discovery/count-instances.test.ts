import t from 'tap';
import { countInstances, countNothing } from '../../src/discovery/count-instances.js';
import { areInstancesMissing, type InstanceCount } from '../../src/discovery/instance-count.js';
import type { KnownNodes } from '../../src/discovery/known-nodes.js';
import type { ControlPlaneNode } from '../../src/kube/api-objects.js';
import { instanceAt, nodeWith } from './control-plane-fixture.js';

const [one, two, three] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
const nodes = [nodeWith('cp-1', one), nodeWith('cp-2', two, 'fd00::2'), nodeWith('cp-3', three)];
const known = (...nodes: readonly ControlPlaneNode[]): KnownNodes => ({ known: true, nodes });

const counted = (ips: readonly string[], configured: number | undefined, known: KnownNodes): InstanceCount =>
  countInstances(
    ips.map((ip) => instanceAt(ip)),
    configured,
    known,
  );
/** `2 of 3 (nodes), missing: cp-3`. */
const text = (count: InstanceCount): string => {
  const { listed, expected, missing, cannotTell } = count;
  const names = missing.map(({ name }) => name).join(', ');
  const lack = areInstancesMissing(count) ? `, missing: ${names || '?'}` : '';
  return `${listed} of ${expected ? `${expected.count} (${expected.source})` : cannotTell}${lack}`;
};

void t.test('the number of nodes is expected, and the nodes without an instance are named', (t) => {
  t.same(counted([one, two], undefined, known(...nodes)), {
    listed: 2,
    expected: { count: 3, source: 'nodes' },
    missing: [{ name: 'cp-3', ips: [three] }],
    cannotTell: undefined,
  });
  t.equal(text(counted([one, two, three], undefined, known(...nodes))), '3 of 3 (nodes)');
  t.equal(text(counted([three], undefined, known(...nodes))), '1 of 3 (nodes), missing: cp-1, cp-2');
  t.equal(text(counted([one, two, three, '10.0.0.4'], undefined, known(...nodes))), '4 of 3 (nodes)', 'more is fine');
  t.equal(text(counted([one], undefined, known(nodes[0]!))), '1 of 1 (nodes)');
  t.end();
});

void t.test('the configuration has precedence', (t) => {
  t.equal(text(counted([one, two], 2, known(...nodes))), '2 of 2 (config)');
  t.equal(text(counted([one, two], 3, known(...nodes))), '2 of 3 (config), missing: cp-3');
  t.equal(
    text(counted([one, two], 3, known(...nodes.slice(0, 2)))),
    '2 of 3 (config), missing: ?',
    'a cloud removed the node',
  );
  t.equal(text(counted([one, two], 3, { known: false, because: 'nodes_forbidden' })), '2 of 3 (config), missing: ?');
  t.end();
});

void t.test('API servers that advertise other addresses than those of their nodes are counted, not named', (t) => {
  t.equal(text(counted(['192.0.2.1', '192.0.2.2'], undefined, known(...nodes))), '2 of 3 (nodes), missing: ?');
  t.equal(text(counted([one, '192.0.2.2'], undefined, known(...nodes))), '2 of 3 (nodes), missing: ?');
  t.equal(text(counted(['192.0.2.1', '192.0.2.2', '192.0.2.3'], undefined, known(...nodes))), '3 of 3 (nodes)');
  t.end();
});

void t.test('one address that no node has may be that of a load balancer', (t) => {
  t.equal(text(counted(['192.0.2.1'], undefined, known(...nodes))), '1 of load_balancer');
  t.equal(text(counted(['192.0.2.1'], undefined, known(nodes[0]!))), '1 of 1 (nodes)');
  t.equal(text(counted(['192.0.2.1'], 3, known(...nodes))), '1 of 3 (config), missing: ?', 'the configuration says it');
  t.end();
});

void t.test('an API server that is listed over both families is one', (t) => {
  t.equal(text(counted([one, two, 'fd00::2'], undefined, known(...nodes))), '2 of 3 (nodes), missing: cp-3');
  const ports = [instanceAt(one), instanceAt(one, 6444)];
  t.equal(text(countInstances(ports, 2, known(...nodes))), '2 of 2 (config)', 'two ports are two');
  t.end();
});

void t.test('without nodes or a number, it is unknown', (t) => {
  for (const because of ['no_nodes', 'nodes_forbidden', 'nodes_unknown'] as const)
    t.equal(text(counted([one, two], undefined, { known: false, because })), `2 of ${because}`);
  t.same(countNothing(3), {
    listed: undefined,
    expected: { count: 3, source: 'config' },
    missing: [],
    cannotTell: 'no_list',
  });
  t.match(countNothing(undefined), { expected: undefined });
  t.end();
});
