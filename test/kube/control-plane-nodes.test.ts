import t from 'tap';
import { decodeNodes } from '../../src/kube/control-plane-nodes.js';

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

void t.test('what makes no sense, and what is too much', (t) => {
  for (const other of [null, [], { items: 7 }, { items: [7, {}, { metadata: { name: 7 } }] }])
    t.same(decodeNodes(other), []);
  t.same(decodeNodes({ items: [{ metadata: { name: 'x'.repeat(300) } }] })[0]?.name.length, 253);
  t.equal(decodeNodes({ items: Array.from({ length: 300 }, () => ({ metadata: { name: 'x' } })) }).length, 256);
  t.end();
});
