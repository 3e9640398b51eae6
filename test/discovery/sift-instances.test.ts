import t from 'tap';
import { siftInstances } from '../../src/discovery/sift-instances.js';
import { parseAddress } from '../../src/net/address.js';
import { everyNetwork } from '../../src/net/network.js';

const instance = (ip: string, port = 6443) => ({ ip, port, ready: true, nodeName: undefined });
const instances = [
  instance('10.225.4.51'),
  instance('127.0.0.1'),
  instance('127.0.0.1', 2379),
  instance('169.254.169.254', 80),
];

void t.test('special addresses are left out unless the user has written or allowed them', (t) => {
  const written = [parseAddress('127.0.0.1:6443')].filter((address) => address !== undefined);
  const ports = (sifted: ReturnType<typeof siftInstances>) => sifted.instances.map(({ port }) => port);
  const sifted = siftInstances(instances, { allow: [], written: [] });
  t.same(sifted.instances, [instance('10.225.4.51')]);
  t.same(
    sifted.refused.map(({ kind }) => kind),
    ['loopback', 'loopback', 'metadata'],
  );
  t.same(ports(siftInstances(instances, { allow: [], written })), [6443, 6443], 'its address and its port');
  t.same(siftInstances(instances, { allow: everyNetwork, written: [] }), { instances, refused: [] });
  t.end();
});
