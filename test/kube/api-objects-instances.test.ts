import fc from 'fast-check';
import t from 'tap';
import { decodeEndpoints, decodeEndpointSlices } from '../../src/kube/api-objects.js';

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
