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
  const names = (json: unknown) => decodeNodes(json)?.map(({ name }) => name);
  const node = (name: unknown) => ({ metadata: { name } });
  for (const other of [null, [], {}, { items: 7 }, { items: [7, {}, node(7)] }, { items: [node('cp-1'), node('')] }])
    t.equal(names(other), undefined, 'half a list is none');
  t.equal(names({ metadata: { continue: 'abc' }, items: [node('cp-1')] }), undefined, 'there is another page');
  t.same(names({ metadata: { continue: '' }, items: [] }), []);
  t.same(names({ items: [node('cp-1'), node('cp-1')] }), ['cp-1'], 'each name once');
  t.equal(names({ items: [node('x'.repeat(300))] })?.[0]?.length, 253);
  const many = (count: number) => names({ items: Array.from({ length: count }, (_, at) => node(`cp-${at}`)) })?.length;
  t.equal(many(256), 256);
  t.equal(many(257), undefined);
  t.end();
});
