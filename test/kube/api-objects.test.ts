import t from 'tap';
import { decodeClusterIps, decodeNodes, items, record } from '../../src/kube/api-objects.js';

void t.test('fields and items of anything', (t) => {
  const object = { a: 1 };
  t.equal(record(object), object);
  for (const other of [null, undefined, 'text', 1, true, [1]]) t.same(record(other), {});
  t.same(items([1]), [1]);
  for (const other of [null, undefined, 'text', { length: 1 }]) t.same(items(other), []);
  t.end();
});

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

void t.test('nodes with their addresses', (t) => {
  const addresses = [
    { type: 'InternalIP', address: '10.225.4.51' },
    { type: 'ExternalDNS', address: 'CP-1.example.com' },
    { type: 'Hostname', address: 'not a name' },
    { type: 'Pigeon', address: '10.0.0.1' },
    { type: 'InternalIP', address: 7 },
    null,
  ];
  t.same(decodeNodes({ kind: 'NodeList', items: [{ metadata: { name: 'cp-1' }, status: { addresses } }] }), [
    {
      name: 'cp-1',
      addresses: [
        { type: 'InternalIP', host: { kind: 'ip', text: '10.225.4.51' } },
        { type: 'ExternalDNS', host: { kind: 'dns', text: 'cp-1.example.com' } },
      ],
    },
  ]);
  t.end();
});

void t.test('entries that make no sense, and entries beyond the limits', (t) => {
  for (const other of [null, [], { items: 7 }, { items: [7, {}, { metadata: { name: 7 } }] }])
    t.same(decodeNodes(other), []);
  t.same(decodeNodes({ items: [{ metadata: { name: 'x'.repeat(300) } }] })[0]?.name.length, 253);
  t.equal(decodeNodes({ items: Array.from({ length: 300 }, () => ({ metadata: { name: 'x' } })) }).length, 256);
  t.end();
});
