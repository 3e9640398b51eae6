import fc from 'fast-check';
import t from 'tap';
import { decodeServiceEndpoints, decodeServicePort } from '../../src/kube/service-endpoints.js';

const https = { name: 'https', port: 10_250, protocol: 'TCP' };

void t.test('the name of a port', (t) => {
  const ports = [
    { name: 'http', port: 80 },
    { name: 'https', port: 443 },
  ];
  const portOf = (spec: unknown, port = 443) => decodeServicePort({ spec }, port);
  t.same(portOf({ ports, clusterIP: '10.96.0.7' }), { kind: 'named', name: 'https', headless: false });
  t.same(portOf({ ports: [{ port: 443 }] }), { kind: 'named', name: '', headless: false }, 'the only one needs none');
  t.same(portOf({ ports, clusterIP: 'None' }), { kind: 'named', name: 'https', headless: true });
  t.same(portOf({ ports }, 8443), { kind: 'none', because: 'has no port 8443' });
  t.same(portOf(undefined), { kind: 'none', because: 'has no port 443' });
  t.end();
});

void t.test('a service that is a DNS name', (t) => {
  const external = (externalName: unknown) => decodeServicePort({ spec: { type: 'ExternalName', externalName } }, 443);
  t.same(external('api.example.com'), { kind: 'external', host: { kind: 'dns', text: 'api.example.com' } });
  t.match(external('not a name'), { kind: 'none', because: /malformed/ });
  t.match(external(undefined), { kind: 'none' });
  t.end();
});

const slice = (endpoints: readonly unknown[], ports: readonly unknown[] = [https]) => ({ endpoints, ports });
const addressesIn = (slices: readonly unknown[], name?: string) =>
  decodeServiceEndpoints(slices, name).instances.map(({ ip, port }) => `${ip} ${port}`);

void t.test('endpoints of all slices, each once, by the name of the port', (t) => {
  const slices = [
    slice([{ addresses: ['10.0.0.1', '10.0.0.9'] }, { addresses: ['10.0.0.2'] }]),
    slice([{ addresses: ['FD00::1'] }, { addresses: ['10.0.0.1'] }]),
    slice([{ addresses: ['10.0.0.3'] }], [{ name: 'http', port: 80 }, https]),
    slice([{ addresses: ['10.0.0.4'] }], [{ name: 'http', port: 80 }]),
  ];
  t.same(addressesIn(slices, 'https'), ['10.0.0.1 10250', '10.0.0.2 10250', 'fd00::1 10250', '10.0.0.3 10250']);
  t.same(addressesIn(slices, 'http'), ['10.0.0.3 80', '10.0.0.4 80']);
  t.same(addressesIn([slice([{ addresses: ['10.0.0.1'] }], [{ port: 443 }])], ''), ['10.0.0.1 443']);
  t.equal(decodeServiceEndpoints(slices, 'https').skipped, 1, 'a slice without the port');
  t.end();
});

void t.test('without the service, only slices with a single port', (t) => {
  const both = [{ name: 'http', port: 80 }, https];
  t.same(addressesIn([slice([{ addresses: ['10.0.0.1'] }])]), ['10.0.0.1 10250']);
  t.same(addressesIn([slice([{ addresses: ['10.0.0.1'] }], both)]), []);
  t.end();
});

void t.test('those that are not ready are kept, those that are being ended are not', (t) => {
  const found = decodeServiceEndpoints(
    [
      slice([
        { addresses: ['10.0.0.1'], conditions: {}, nodeName: 'n1' },
        { addresses: ['10.0.0.2'], conditions: { ready: false } },
        { addresses: ['10.0.0.3'], conditions: { ready: false, serving: true, terminating: true } },
      ]),
    ],
    'https',
  );
  t.same(found, {
    instances: [
      { ip: '10.0.0.1', port: 10_250, ready: true, nodeName: 'n1' },
      { ip: '10.0.0.2', port: 10_250, ready: false, nodeName: undefined },
    ],
    skipped: 0,
    truncated: false,
    terminating: 1,
  });
  t.end();
});

void t.test('anything', (t) => {
  const odd = [slice([{ addresses: ['pod.example.com'] }, {}, 7]), slice([{ addresses: ['10.0.0.1'] }], [{ port: 0 }])];
  t.same(decodeServiceEndpoints(odd, undefined), { instances: [], skipped: 4, truncated: false, terminating: 0 });
  fc.assert(
    fc.property(fc.array(fc.anything()), fc.anything(), (slices, service) => {
      decodeServiceEndpoints(slices, 'https');
      decodeServicePort(service, 443);
    }),
  );
  t.end();
});
