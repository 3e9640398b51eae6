import t from 'tap';
import { nodeIps, nodeOwners } from '../../src/discovery/node-owners.js';
import { instanceAt, nodeWith } from './control-plane-fixture.js';

const nodes = [nodeWith('cp-1', '10.0.0.1', 'fd00::1', '10.0.0.1'), nodeWith('cp-2', '10.0.0.2')];

void t.test('the node of an instance, by any of its IPs or by its name', (t) => {
  const ownerOf = nodeOwners(nodes);
  t.equal(ownerOf(instanceAt('10.0.0.1'))?.name, 'cp-1');
  t.equal(ownerOf(instanceAt('fd00::1', 443))?.name, 'cp-1');
  t.equal(ownerOf(instanceAt('10.0.0.3')), undefined);
  t.equal(ownerOf({ ip: '10.0.0.3', nodeName: 'cp-2' })?.name, 'cp-2', 'the list names the node');
  t.equal(ownerOf({ ip: '10.0.0.1', nodeName: 'cp-2' })?.name, 'cp-1', 'the IP decides');
  t.equal(nodeOwners([])(instanceAt('10.0.0.1')), undefined);
  t.end();
});

void t.test('the IPs of a node, each once', (t) => {
  t.same(nodes.map(nodeIps), [['10.0.0.1', 'fd00::1'], ['10.0.0.2']]);
  t.end();
});
