import fc from 'fast-check';
import t from 'tap';
import {
  decodeClusterIps,
  decodeEndpoints,
  decodeEndpointSlices,
  decodeNodes,
  items,
  record,
} from '../../src/kube/api-objects.js';

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

const labels = { 'kubernetes.io/service-name': 'kubernetes' };
const https = [{ name: 'https', protocol: 'TCP', port: 6443 }];

/** An answer of kube-apiserver v1.20.2, shortened. */
const v1beta1 = {
  kind: 'EndpointSliceList',
  apiVersion: 'discovery.k8s.io/v1beta1',
  metadata: { resourceVersion: '300' },
  items: [
    {
      metadata: { name: 'kubernetes', namespace: 'default', generation: 1, labels },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.225.4.51'], conditions: { ready: true } }],
      ports: https,
    },
  ],
};

/** Slices of discovery.k8s.io/v1 (Kubernetes 1.21 and later), several of both families. */
const v1 = {
  kind: 'EndpointSliceList',
  apiVersion: 'discovery.k8s.io/v1',
  items: [
    {
      metadata: { name: 'kubernetes', namespace: 'default', labels },
      addressType: 'IPv4',
      endpoints: [
        {
          addresses: ['10.225.4.51'],
          conditions: { ready: true, serving: true, terminating: false },
          nodeName: 'cp-1',
        },
        { addresses: ['10.225.4.52'], conditions: { ready: false } },
      ],
      ports: [{ name: 'metrics', protocol: 'TCP', port: 9100 }, ...https],
    },
    {
      metadata: { name: 'kubernetes-abcde', namespace: 'default', labels },
      addressType: 'IPv6',
      endpoints: [{ addresses: ['2001:db8:0:0::51'], conditions: {} }],
      ports: [{ name: '', port: 8443 }],
    },
  ],
};

const instances = (list: ReturnType<typeof decodeEndpointSlices>) =>
  list?.instances.map(({ ip, port, ready, nodeName }) => [ip, port, ready, nodeName]);

const slice = (change: object) =>
  instances(decodeEndpointSlices({ items: [{ ...v1.items[0], ...change }] }))?.map(([ip, port]) => `${ip}:${port}`);

void t.test('lists of both versions', (t) => {
  t.same(instances(decodeEndpointSlices(v1beta1)), [['10.225.4.51', 6443, true, undefined]]);
  t.same(instances(decodeEndpointSlices(v1)), [
    ['10.225.4.51', 6443, true, 'cp-1'],
    ['10.225.4.52', 6443, false, undefined],
    ['2001:db8::51', 8443, true, undefined],
  ]);
  const topology = { 'kubernetes.io/hostname': 'cp-1' };
  t.match(decodeEndpointSlices({ items: [{ ...v1.items[0], endpoints: [{ addresses: ['10.0.0.1'], topology }] }] }), {
    instances: [{ nodeName: 'cp-1' }],
  });
  t.end();
});

void t.test('only slices of service kubernetes count', (t) => {
  t.same(slice({ metadata: { name: 'kubernetes' } }), ['10.225.4.51:6443', '10.225.4.52:6443']);
  t.same(slice({ metadata: { name: 'other' } }), []);
  t.same(slice({ metadata: { name: 'kubernetes', labels: { 'kubernetes.io/service-name': 'other' } } }), []);
  t.end();
});

void t.test('the port', (t) => {
  const first = (ports: unknown) => slice({ ports })?.[0];
  t.equal(
    first([
      { name: 'https', port: 1 },
      { name: 'x', port: 2 },
    ]),
    '10.225.4.51:1',
  );
  t.equal(first([{ name: 'x', port: 2 }]), '10.225.4.51:2');
  t.equal(
    first([
      { name: 'https', port: 1, protocol: 'UDP' },
      { name: 'x', port: 2 },
    ]),
    '10.225.4.51:2',
  );
  for (const none of [
    null,
    [],
    [{ port: 1 }, { port: 2 }],
    [{ port: 0 }],
    [{ port: 65_536 }],
    [{ port: '1' }],
    [{ port: 1.5 }],
  ]) {
    t.equal(first(none), undefined, JSON.stringify(none));
  }
  t.end();
});

void t.test('core/v1 Endpoints', (t) => {
  const decode = (subsets: unknown) => instances(decodeEndpoints({ kind: 'Endpoints', apiVersion: 'v1', subsets }));
  t.same(decode([{ addresses: [{ ip: '10.225.4.51' }], ports: https }]), [['10.225.4.51', 6443, true, undefined]]);
  t.same(
    decode([
      { addresses: [{ ip: '10.0.0.1', nodeName: 'a' }], notReadyAddresses: [{ ip: '10.0.0.2' }], ports: https },
      { addresses: [{ ip: '::1' }], ports: [{ port: 8443 }] },
    ]),
    [
      ['10.0.0.1', 6443, true, 'a'],
      ['10.0.0.2', 6443, false, undefined],
      ['::1', 8443, true, undefined],
    ],
  );
  t.same(decode(undefined), []);
  t.end();
});

void t.test('answers that are not a list', (t) => {
  for (const other of [null, [], 'x', {}, { items: {} }, { kind: 'Status' }]) {
    t.equal(decodeEndpointSlices(other), undefined);
    t.equal(decodeEndpoints(other), undefined);
  }
  t.match(decodeEndpointSlices({ items: [null, 7, { endpoints: 'x' }] }), { instances: [], skipped: 0 });
  t.match(decodeEndpointSlices({ items: [{ ...v1.items[0], endpoints: [{ addresses: ['a', 7, null] }] }] }), {
    skipped: 3,
  });
  t.end();
});

void t.test('any JSON is decoded without throwing, to addresses that can be dialled', (t) => {
  const junk = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;
  const some = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 3, arbitrary: value }, junk);
  const ports = some(fc.array(some(fc.record({ name: fc.constantFrom('https', 'x'), port: fc.integer() }))));
  const addresses = some(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), junk)));
  const endpoints = some(fc.array(some(fc.record({ addresses, conditions: junk, nodeName: junk, topology: junk }))));
  const items = fc.array(some(fc.record({ metadata: fc.constant({ labels }), endpoints, ports })));
  const subsets = fc.array(some(fc.record({ addresses: some(fc.array(fc.record({ ip: junk }))), ports })));
  fc.assert(
    fc.property(
      fc.oneof(junk, fc.record({ items }), fc.record({ kind: fc.constant('Endpoints'), subsets })),
      (json) => {
        const found = [decodeEndpointSlices(json), decodeEndpoints(json)].flatMap((list) => list?.instances ?? []);
        return found.every(({ ip, port }) => /^[\da-f:.]+$/.test(ip) && port >= 1 && port <= 65_535);
      },
    ),
  );
  t.end();
});
