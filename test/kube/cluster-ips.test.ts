import t from 'tap';
import { decodeClusterIps } from '../../src/kube/cluster-ips.js';

void t.test('the IPs of a service', (t) => {
  const ips = (spec: unknown) => decodeClusterIps({ kind: 'Service', spec });
  t.same(ips({ clusterIP: '10.96.0.1' }), ['10.96.0.1']);
  t.same(ips({ clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1', 'FD00::1'] }), ['10.96.0.1', 'fd00::1']);
  for (const none of [{ clusterIP: 'None', clusterIPs: ['None'] }, { clusterIP: '' }, {}, null, { clusterIPs: [7] }]) {
    t.same(ips(none), []);
  }
  t.same(decodeClusterIps('x'), []);
  t.equal(ips({ clusterIPs: Array.from({ length: 99 }, (_, at) => `10.0.0.${at}`) }).length, 8);
  t.end();
});
